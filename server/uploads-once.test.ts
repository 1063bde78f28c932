import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import sharp from 'sharp';
import type { Route } from '#contract/parts/route.ts';
import { allRoutes } from '#contract/routes/all.ts';
import { invitationColumns } from '#domain/forms/invitation-columns.ts';
import { receiverFields } from '#domain/forms/receiver.ts';
import { rosterColumns } from '#domain/forms/roster-row.ts';
import { importColumns } from '#domain/transfers/import-sheet.ts';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { writeRows } from '#server/platform/sheets/write.ts';

interface Sample {
  readonly path: string;
  readonly who: Someone;
  readonly content: Buffer;
  /** Where its effect is; sent three times, it has one row more. */
  readonly table: string;
}

let on: TestCases;
let flow: TestFlows;
let samples: ReadonlyMap<string, Sample>;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  samples = new Map(Object.entries(await makeSamples()));
});
after(() => on.stop());

async function sheetOf(headers: readonly string[], row: readonly string[]): Promise<Buffer> {
  const to = new PassThrough();
  const made = buffer(to);
  const columns = headers.map(header => ({ header }));
  await writeRows('表', columns, [row], to);
  return made;
}

/** One for each route that takes a whole file; a route without one fails the first test. */
async function makeSamples(): Promise<Record<string, Sample>> {
  const [admin, school, operator, employer] = [
    await on.makeStaff('schoolAdmin'),
    flow.school,
    await on.makeOperator(),
    await on.makeEmployer(),
  ];
  const [who, other] = [await on.graduate(), await on.graduate()];
  const ref = await flow.begun(who, '80.01');
  const seal = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c00' } })
    .png()
    .toBuffer();
  const office: Readonly<Record<string, string>> = {
    ...{ servedRegionCode: '350200', name: '厦门市演示人才服务中心', regionCode: '350203', address: '演示路 1 号' },
    validFrom: '2027-01-01',
  };
  const labels = importColumns.archive.map(({ header }) => header);
  return {
    '/api/school/seal': { path: '/api/school/seal', who: admin, content: seal, table: 'school_seal' },
    '/api/account-imports': {
      ...{ path: '/api/account-imports', who: admin, table: 'account_import' },
      content: await sheetOf(['账号*', '姓名*', '账号类型*', '负责的院系'], ['fudao-1', '谭㵘', '学校用户', '']),
    },
    '/api/training-mode-files': {
      path: '/api/training-mode-files',
      who: school,
      content: flow.image,
      table: 'training_mode_file',
    },
    '/api/files': { path: '/api/files', who: employer, content: seal, table: 'stored_file' },
    '/api/employer/invitation-batches': {
      ...{ path: '/api/employer/invitation-batches', who: employer, table: 'invitation_batch' },
      content: await sheetOf(
        invitationColumns.map(({ header }) => header),
        invitationColumns.map(({ key }) => (key === 'graduateName' ? '欧阳䶮' : '')),
      ),
    },
    '/api/receiving-office-imports': {
      ...{ path: '/api/receiving-office-imports', who: operator, table: 'receiving_office_import' },
      content: await sheetOf(
        receiverFields.map(({ label, required }) => (required ? `${label}*` : label)),
        receiverFields.map(({ key }) => office[key] ?? ''),
      ),
    },
    '/api/archives/{kind}/import-files': {
      ...{ path: '/api/archives/archive/import-files', who: school, table: 'stored_file' },
      content: await sheetOf(
        labels,
        labels.map(() => 'x'),
      ),
    },
    '/api/roster/files': {
      ...{ path: '/api/roster/files', who: admin, table: 'stored_file' },
      content: await sheetOf(
        rosterColumns.map(({ header }) => header),
        rosterColumns.map(() => 'x'),
      ),
    },
    '/api/graduate/archives/{kind}/files': {
      ...{ path: '/api/graduate/archives/archive/files', who: other, content: flow.image, table: 'transfer_file' },
    },
    '/api/cases/{ref}/files/{purpose}/{item}': {
      ...{ path: `/api/cases/${ref}/files/evidence/0`, who, content: flow.image, table: 'case_file' },
    },
  };
}

const whole = (allRoutes as readonly Route[]).filter(({ medium, method }) => medium === 'upload' && method === 'POST');
const countOf = async (table: string): Promise<number> =>
  (await on.database.one(unnamed<{ count: number }>(`select count(*)::int as count from ${table}`))).count;

test('every route that takes a whole file is in the table', () => {
  assert.deepEqual([...samples.keys()].sort(), whole.map(({ path }) => path).sort());
});

describe('sent three times with one key, a whole file is taken in once, with one answer', () => {
  for (const { path: route } of whole)
    test(route, async () => {
      const sample = samples.get(route);
      assert.ok(sample);
      const { path, who, content, table } = sample;
      const send = (key: string) =>
        on.send(who, 'POST', path, content, {
          key,
          headers: { 'content-type': 'application/octet-stream', 'file-name': encodeURIComponent('一份.xlsx') },
        });
      const before = await countOf(table);
      const sent = await Promise.all([1, 2, 3].map(() => send(`once-${table}-0001`)));
      const later = await send(`once-${table}-0001`);
      for (const answer of [...sent, later]) {
        assert.equal(answer.statusCode, 200, answer.body);
        assert.deepEqual(answer.json(), sent[0]?.json());
      }
      assert.equal(await countOf(table), before + 1);
    });
});
