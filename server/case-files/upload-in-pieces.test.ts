import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { fileBytesAtMost } from '#domain/rules/file-limits.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { cookieOf } from '#server/testing/platform.ts';
import { sweepUploads } from './upload-in-pieces.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
const morning = '2027-03-10T02:00:00Z';
beforeEach(() => on.clock.set(morning));
const later = (hours: number) => on.clock.set(new Date(Date.parse(morning) + hours * 3_600_000).toISOString());

const doorOf = (ref: string) => `/api/cases/${ref}/uploads`;
const digest = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const said = (content: Buffer, more: object = {}) => ({
  name: '录取通知书.jpg',
  bytes: content.length,
  sha256: digest(content),
  purpose: 'evidence',
  item: 0,
  ...more,
});
const begin = (who: Someone | undefined, ref: string, content = flow.image, more: object = {}) =>
  on.send(who, 'POST', doorOf(ref), said(content, more));
const put = (who: Someone, ref: string, id: string, offset: number, piece: Buffer) =>
  on.send(who, 'PUT', `${doorOf(ref)}/${id}/${offset}`, piece, { headers: { 'content-type': 'application/octet-stream' } });
const look = (who: Someone, ref: string, id: string) => on.send(who, 'GET', `${doorOf(ref)}/${id}`);
const finish = (who: Someone, ref: string, id: string) => on.send(who, 'POST', `${doorOf(ref)}/${id}/file`);
const filesOf = async (who: Someone, ref: string) => flow.passed(await flow.draft(who, ref)).json().files;

async function drafting(): Promise<{ who: Graduate; ref: string }> {
  const who = await on.graduate();
  return { who, ref: await flow.begun(who, '80.01') };
}

describe('a file in pieces', () => {
  test('is taken in when it is whole, and asked for again answers the same', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    refused(await finish(who, ref, id), 'upload-incomplete');
    assert.equal(flow.passed(await put(who, ref, id, 0, flow.image.subarray(0, 100))).json().offset, 100);
    refused(await finish(who, ref, id), 'upload-incomplete');
    flow.passed(await put(who, ref, id, 100, flow.image.subarray(100)));
    const answers = await Promise.all([finish(who, ref, id), finish(who, ref, id), finish(who, ref, id)]);
    const [file] = answers.map(answer => flow.passed(answer).json());
    assert.deepEqual([file.name, file.item, file.submitted], ['录取通知书.jpg', 0, false]);
    for (const answer of [...answers, await finish(who, ref, id)]) assert.deepEqual(answer.json(), file);
    assert.equal((await filesOf(who, ref)).length, 1);
    assert.equal(flow.passed(await look(who, ref, id)).json().offset, flow.image.length);
  });

  test('continues where it stopped when the connection broke in the middle', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    const address = new URL(await on.app.listen({ port: 0, host: '127.0.0.1' }));
    const half = flow.image.subarray(0, 200);
    const cookie = await cookieOf(on.platform, who.owner);
    const socket = connect(Number(address.port), address.hostname);
    socket.write(
      `PUT ${doorOf(ref)}/${id}/0 HTTP/1.1\r\nhost: ${address.host}\r\ncookie: ${cookie}\r\ncontent-type: application/octet-stream\r\n` +
        `content-length: ${flow.image.length}\r\n\r\n`,
    );
    socket.write(half);
    while ((await on.platform.parts.size(id)) < half.length) await new Promise(resolve => setImmediate(resolve));
    socket.destroy();
    // Who sends is free again as soon as the server has noticed.
    let standing = await put(who, ref, id, half.length, Buffer.alloc(0));
    while (standing.statusCode !== 200) standing = await put(who, ref, id, half.length, Buffer.alloc(0));
    assert.equal(flow.passed(await look(who, ref, id)).json().offset, half.length);
    flow.passed(await put(who, ref, id, half.length, flow.image.subarray(half.length)));
    flow.passed(await finish(who, ref, id));
  });

  test('begun again within a day, in another tab or after the page was closed, is the same one', async () => {
    const { who, ref } = await drafting();
    const first = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, first.id, 0, flow.image.subarray(0, 64)));
    const unfinished = async (asked: Someone) => (await on.send(asked, 'GET', doorOf(ref))).json().uploads;
    const [left] = await unfinished(who);
    assert.deepEqual([left.name, left.item, left.offset], ['录取通知书.jpg', 0, 64]);
    refused(await on.send(flow.school, 'GET', doorOf(ref)), 'not-found');
    later(23);
    const again = flow.passed(await begin(who, ref)).json();
    assert.deepEqual([again.id, again.offset], [first.id, 64]);
    const [one, two] = await Promise.all([begin(who, ref), begin(who, ref)]);
    assert.deepEqual([one.json().id, two.json().id], [first.id, first.id]);
    assert.notEqual(
      flow.passed(await begin(who, ref, flow.image, { item: 1 })).json().id,
      first.id,
      'for another item it is another',
    );
    later(23 + 24);
    refused(await put(who, ref, first.id, 64, flow.image.subarray(64)), 'not-found');
  });

  test('taken in, and chosen once more, is a second file', async () => {
    const { who, ref } = await drafting();
    const one = flow.passed(await flow.uploadInPieces(who, doorOf(ref), { body: { purpose: 'evidence', item: 0 } })).json();
    const two = flow
      .passed(await flow.uploadInPieces(who, doorOf(ref), { body: { purpose: 'evidence', item: 0 }, pieces: 3 }))
      .json();
    assert.notEqual(one.id, two.id);
    assert.equal((await filesOf(who, ref)).length, 2);
  });
});

describe('refused', () => {
  test('a piece that does not begin where the file ends, or brings more than was said', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, id, 0, flow.image.subarray(0, 50)));
    for (const offset of [0, 49, 51]) refused(await put(who, ref, id, offset, Buffer.from('x')), 'upload-offset');
    refused(await put(who, ref, id, 50, Buffer.alloc(flow.image.length)), 'invalid-input');
    assert.equal(flow.passed(await look(who, ref, id)).json().offset, 50, 'and nothing of it stays');
  });

  test('more than 20 MB before anything is sent, nothing at all, and a digest that is none', async () => {
    const { who, ref } = await drafting();
    for (const more of [{ bytes: fileBytesAtMost + 1 }, { bytes: 0 }, { sha256: 'x' }, { item: -1 }, { purpose: 'roster' }])
      refused(await begin(who, ref, flow.image, more), 'invalid-input');
    refused(await begin(who, ref, flow.image, { item: 2 }), 'file-not-asked');
    refused(await begin(who, ref, flow.image, { purpose: 'scan' }), 'not-possible-here');
  });

  test('content that is not what was announced: it begins anew', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, id, 0, Buffer.alloc(flow.image.length, 7)));
    refused(await finish(who, ref, id), 'upload-broken');
    refused(await look(who, ref, id), 'not-found');
    assert.equal(flow.passed(await begin(who, ref)).json().offset, 0);
  });

  test('what cannot be taken in, at once when it is sent again', async () => {
    const { who, ref } = await drafting();
    const text = Buffer.from('就业协议书');
    const it = { content: text, body: { purpose: 'evidence', item: 0 } };
    refused(await flow.uploadInPieces(who, doorOf(ref), it), 'file-kind');
    assert.equal(flow.passed(await begin(who, ref, text)).json().offset, text.length);
    refused(await flow.uploadInPieces(who, doorOf(ref), it), 'file-kind');
    assert.deepEqual(await filesOf(who, ref), []);
  });

  test('the ninth file of an item, when it is begun and when it is finished', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, id, 0, flow.image));
    for (let file = 0; file < 8; file++) await flow.enclose(ref, 'evidence', 0);
    refused(await begin(who, ref), 'too-many-files');
    refused(await finish(who, ref, id), 'too-many-files');
  });

  test('another sender’s upload is not found, with any kind of account', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    const other = await drafting();
    const strangers = [
      other.who,
      flow.department,
      flow.school,
      await on.makeStaff('school', { schoolId: 2 }),
      await on.makeEmployer(),
    ];
    for (const stranger of strangers) {
      refused(await look(stranger, ref, id), 'not-found');
      refused(await put(stranger, ref, id, 0, Buffer.from('x')), 'not-found');
      refused(await finish(stranger, ref, id), 'not-found');
    }
    refused(await look(other.who, other.ref, id), 'not-found');
    refused(await begin(undefined, ref), 'not-signed-in');
    assert.equal(await on.platform.parts.size(id), 0);
  });

  test('once the case has moved on', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, id, 0, flow.image));
    flow.passed(await on.act(who, ref, 'discard'));
    refused(await begin(who, ref), 'not-possible-here');
    refused(await finish(who, ref, id), 'not-possible-here');
  });
});

describe('parts', () => {
  test('of one sender are eight at most: the oldest makes room', async () => {
    const { who, ref } = await drafting();
    const contents = Array.from({ length: 9 }, (_, at) => Buffer.from(`content ${at}`));
    const ids: string[] = [];
    for (const [at, content] of contents.entries()) {
      later(at);
      const { id } = flow.passed(await begin(who, ref, content)).json();
      flow.passed(await put(who, ref, id, 0, content.subarray(0, 4)));
      ids.push(id);
    }
    const [oldest = '', second = ''] = ids;
    refused(await look(who, ref, oldest), 'not-found');
    assert.equal(await on.platform.parts.size(oldest), 0);
    assert.equal(flow.passed(await look(who, ref, second)).json().offset, 4);
  });

  test('whose day is over are swept, and those of others stay', async () => {
    const { who, ref } = await drafting();
    const { id } = flow.passed(await begin(who, ref)).json();
    flow.passed(await put(who, ref, id, 0, flow.image));
    later(12);
    const { id: young } = flow.passed(await begin(who, ref, Buffer.from('young'))).json();
    later(25);
    assert.ok((await sweepUploads(on.platform)) >= 1);
    assert.equal(await on.platform.parts.size(id), 0);
    flow.passed(await look(who, ref, young));
  });
});
