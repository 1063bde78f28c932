/** With a scanner every uploaded file is scanned before it is taken in, whichever route it comes by. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { allRoutes } from '#contract/routes/all.ts';
import { recordInfected } from './audit/index.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from './cases/testing/cases.ts';
import { startFlows, type TestFlows } from './cases/testing/flows.ts';
import { createHttp } from './create-http.ts';
import { routesOf } from './platform/module.ts';
import { unnamed } from './platform/postgres/postgres.ts';
import { createClamd } from './platform/virus-scan/clamd.ts';
import { poison, startFakeClamd } from './platform/virus-scan/testing/fake-clamd.ts';
import { authenticate } from './sessions/index.ts';
import { cookieOf } from './testing/platform.ts';

let clamd: Awaited<ReturnType<typeof startFakeClamd>>;
let on: TestCases;
let flow: TestFlows;
let app: FastifyInstance;
let graduate: Graduate;
let employer: Employer;
let schoolAdmin: Someone;
let operator: Someone;
let ref = '';
before(async () => {
  clamd = await startFakeClamd();
  on = await startCases({ outside: { virusScan: createClamd(clamd.address, { silence: 2_000 }) } });
  flow = await startFlows(on);
  const context = { authenticate: authenticate(on.platform), recordInfected: recordInfected(on.platform) };
  app = await createHttp(on.platform, routesOf(on.modules), context, { pages: false });
  [graduate, employer] = [await on.graduate(), await on.makeEmployer()];
  [schoolAdmin, operator] = [await on.makeStaff('schoolAdmin'), await on.makeOperator()];
  ref = await flow.begun(graduate, '80.01');
});
after(async () => {
  await app.close();
  await on.stop();
  await clamd.stop();
});

const bytes = { 'content-type': 'application/octet-stream', 'file-name': 'file' };
const send = async (who: Someone, method: 'POST' | 'PUT', url: string, payload?: Buffer | object) =>
  app.inject({
    method,
    url,
    headers: { cookie: await cookieOf(on.platform, who.owner), ...(Buffer.isBuffer(payload) && bytes) },
    ...(payload && { payload }),
  });
const inOnePiece = (content: Buffer) => send(graduate, 'POST', `/api/cases/${ref}/files/evidence/0`, content);
async function inPieces(content: Buffer) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const said = { name: '通知书.jpg', bytes: content.length, sha256, purpose: 'evidence', item: 0 };
  const { id } = (await send(graduate, 'POST', `/api/cases/${ref}/uploads`, said)).json();
  await send(graduate, 'PUT', `/api/cases/${ref}/uploads/${id}/0`, content);
  return send(graduate, 'POST', `/api/cases/${ref}/uploads/${id}/file`);
}
/** Every route that takes a file, and how one is sent to it. */
const ways: Readonly<Record<string, (content: Buffer) => ReturnType<typeof send>>> = {
  'POST /api/files': content => send(employer, 'POST', '/api/files', content),
  'POST /api/school/seal': content => send(schoolAdmin, 'POST', '/api/school/seal', content),
  'POST /api/account-imports': content => send(schoolAdmin, 'POST', '/api/account-imports', content),
  'POST /api/training-mode-files': content => send(schoolAdmin, 'POST', '/api/training-mode-files', content),
  'POST /api/employer/invitation-batches': content => send(employer, 'POST', '/api/employer/invitation-batches', content),
  'POST /api/receiving-office-imports': content => send(operator, 'POST', '/api/receiving-office-imports', content),
  'POST /api/archives/{kind}/import-files': content => send(schoolAdmin, 'POST', '/api/archives/archive/import-files', content),
  'POST /api/roster/files': content => send(schoolAdmin, 'POST', '/api/roster/files', content),
  'POST /api/graduate/archives/{kind}/files': content => send(graduate, 'POST', '/api/graduate/archives/archive/files', content),
  'POST /api/cases/{ref}/files/{purpose}/{item}': content => inOnePiece(content),
  'PUT /api/cases/{ref}/uploads/{id}/{offset}': content => inPieces(content),
};
/** The agent's link goes through the same pieces: `case-files` takes both in. */
const sameWay = ['PUT /api/agent-link/uploads/{id}/{offset}'];

const count = unnamed<{ files: number; stored: number; uploads: number }>(
  `select (select count(*) from case_file)::int as files, (select count(*) from stored_file)::int as stored,
     (select count(*) from upload)::int as uploads`,
);
const found = unnamed<{ actor: string; object: string; schoolId: number | null; detailSealed: Buffer }>(
  `select actor, object, school_id, detail_sealed from audit_event where action = 'file-infected' order by id`,
);
const stored = async (): Promise<number> => {
  let files = 0;
  for await (const _ of on.platform.files.list()) files += 1;
  return files;
};

describe('with a virus scanner', () => {
  test('every route that takes a file is here', () => {
    const taking = allRoutes.filter(route => 'medium' in route && route.medium === 'upload');
    assert.deepEqual(
      taking.map(({ method, path }) => `${method} ${path}`).toSorted(),
      [...Object.keys(ways), ...sameWay].toSorted(),
    );
  });

  for (const [route, way] of Object.entries(ways))
    test(`${route}: what is infected is refused, kept nowhere, and written down`, async () => {
      const [before, files, rows] = [await on.database.one(count), await stored(), (await on.database.query(found)).length];
      const content = Buffer.concat([Buffer.from(route), flow.image, poison]);
      const answer = await way(content);
      assert.deepEqual([answer.statusCode, answer.json().code], [422, 'file-infected'], answer.body);
      assert.match(answer.json().title, /Quxiang\.Test\.Poison/);
      assert.deepEqual([await on.database.one(count), await stored()], [before, files]);
      assert.deepEqual(await on.platform.parts.untouchedSince(new Date('2100-01-01')), []);
      const written = await on.database.query(found);
      assert.equal(written.length, rows + 1);
      assert.match(written.at(-1)?.actor ?? '', /^(account|person):\d+$/);
      assert.equal(written.at(-1)?.object, `file:${createHash('sha256').update(content).digest('hex')}`);
    });

  for (const [route, way] of Object.entries(ways))
    test(`${route}: without the scanner nothing is taken in, and the sender is asked to come back`, async () => {
      clamd.turn('hangs-up');
      const files = await stored();
      const answer = await way(Buffer.concat([flow.image, Buffer.from(route)]));
      clamd.turn('scans');
      assert.deepEqual([answer.statusCode, answer.json().code], [503, 'virus-scan-down'], answer.body);
      assert.equal(answer.headers['retry-after'], '3');
      assert.equal(await stored(), files);
    });

  test('what is clean is taken in, in one piece and in several', async () => {
    const taken = await inOnePiece(flow.image);
    assert.equal(taken.statusCode, 200, taken.body);
    const pieces = await inPieces(flow.image);
    assert.equal(pieces.statusCode, 200, pieces.body);
    assert.ok(clamd.scanned.at(-1)?.equals(flow.image));
  });

  test('the alarm is in the log, without a name; the operator reads what was found', async () => {
    assert.match(on.platform.logged(), /ALARM: an uploaded file is infected/);
    const page = await app.inject({ url: '/api/queues', headers: { cookie: await cookieOf(on.platform, operator.owner) } });
    const { virusScan } = page.json();
    assert.deepEqual([virusScan.state, virusScan.version], ['on', 'ClamAV 1.4.3/27999/Mon Nov 30 08:00:00 2026']);
    assert.equal(virusScan.found.length, Object.keys(ways).length);
    assert.equal(virusScan.found[0].signature, 'Quxiang.Test.Poison');
    clamd.turn('hangs-up');
    const other = await app.inject({ url: '/api/queues', headers: { cookie: await cookieOf(on.platform, operator.owner) } });
    clamd.turn('scans');
    assert.equal(other.json().virusScan.state, 'away');
  });
});
