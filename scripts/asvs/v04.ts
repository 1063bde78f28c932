import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { type Chapter, met, without } from './requirement.ts';
import { site, someAnswers } from './site.ts';
import { absent } from './sources.ts';

/** What the server says to bytes as they are. */
async function say(request: string): Promise<string> {
  const { app } = await site();
  const { port, hostname } = new URL(
    app.server.listening ? addressOf(app.server.address()) : await app.listen({ port: 0, host: '127.0.0.1' }),
  );
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('utf8').on('data', piece => {
    answer += piece;
  });
  socket.write(request);
  await once(socket, 'close');
  return answer;
}
const addressOf = (address: ReturnType<import('node:net').Server['address']>): string =>
  typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';

const noGraphql = absent(/graphql/i);
const noWebsocket = absent(/new WebSocket|@fastify\/websocket|socket\.io|^ws$/);

export const v04: Chapter = {
  number: 4,
  title: 'API and web service',
  requirements: [
    met('V4.1.1', 'Answers say what they are, with their charset', async () => {
      for (const { headers, body } of await someAnswers()) {
        assert.match(String(headers['content-type']), /^application\/(problem\+)?json(; charset=utf-8)?$/);
        JSON.parse(body);
      }
    }),
    met(
      'V4.1.2',
      'Interfaces do not redirect from HTTP to HTTPS',
      'The server redirects nothing; a proxy should do so for pages alone',
      async () => {
        for (const { statusCode } of await someAnswers()) assert.ok(statusCode < 300 || statusCode >= 400);
      },
    ),
    met(
      'V4.1.3',
      'Headers that a proxy sets cannot be set by users',
      'A forwarded address is believed from loopback alone, and then the last one that the proxy did not add',
      async () => {
        const { app } = await site();
        const seen = async (remoteAddress: string, forwarded: string) =>
          (await app.inject({ url: '/who', remoteAddress, headers: { 'x-forwarded-for': forwarded } })).json().ip;
        assert.equal(await seen('203.0.113.9', '198.51.100.1'), '203.0.113.9');
        assert.equal(await seen('127.0.0.1', '198.51.100.1, 203.0.113.9'), '203.0.113.9');
      },
    ),
    met('V4.2.1', 'Where a request ends is never in doubt', async () => {
      const both = 'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n';
      assert.match(await say(both), /^HTTP\/1\.1 400 /);
      const twice = 'POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcd';
      assert.match(await say(twice), /^HTTP\/1\.1 400 /);
    }),
    without('V4.3.1', 'Expensive GraphQL queries are bounded', 'There is no GraphQL.', noGraphql),
    without('V4.3.2', 'GraphQL does not describe itself', 'There is no GraphQL.', noGraphql),
    without('V4.4.1', 'WebSockets run over TLS', 'There are no WebSockets; live news are server-sent events.', noWebsocket),
    without('V4.4.2', 'WebSockets look at the origin', 'There are no WebSockets.', noWebsocket),
    without('V4.4.3', 'WebSockets have session tokens of their own', 'There are no WebSockets.', noWebsocket),
    without('V4.4.4', 'Such tokens come from a session that is signed in', 'There are no WebSockets.', noWebsocket),
  ],
};
