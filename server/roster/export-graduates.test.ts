import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';

const clone = unnamed(
  `insert into graduate (school_id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed, document_hash,
     gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number, study_years, enrolled_on,
     graduates_on, training_mode, origin_region, created_at, updated_at)
   select school_id, cohort, '9' || lpad(i::text, 13, '0'), 1000000 + i, name, name_pinyin, document_type, document_number_sealed,
     sha256(i::text::bytea), gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number,
     study_years, enrolled_on, graduates_on, training_mode, origin_region, created_at, updated_at
   from graduate, generate_series(1, 2300) i where id = $1`,
);

test('the list of graduates as a sheet: in reach, masked unless the school allows more, in the background when it is long', async t => {
  const on = await startCases();
  t.after(on.stop);
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-roster-'));
  t.after(() => rm(folder, { recursive: true }));
  const read = async (content: Buffer) => {
    await writeFile(join(folder, 'a.xlsx'), content);
    const rows: string[][] = [];
    for await (const { cells } of readRows(join(folder, 'a.xlsx'))) rows.push(cells.map(({ text }) => text));
    return rows;
  };
  const [admin, department] = [await on.makeStaff('schoolAdmin'), await on.makeStaff('department', { departmentIds: [2] })];
  const one = await on.graduate({ name: '𬭎·㛃' });
  const { graduateId } = await on.graduate({ departmentId: 2 });
  const file = '/api/roster/exports/file?cohort=2027';
  const all = await read((await on.send(admin, 'GET', file)).rawPayload);
  assert.equal(all.length, 3);
  assert.deepEqual(all[1]?.slice(0, 5), ['𬭎·㛃', '2023990001', all[1]?.[2], one.idNumber, one.phone]);
  const own = await read((await on.send(department, 'GET', file)).rawPayload);
  assert.equal(own.length, 2);
  assert.match(own[1]?.[3] ?? '', /^350\*{11}/);
  assert.equal((await on.send(admin, 'POST', '/api/roster/exports', { cohort: 2031 })).json().code, 'nothing-to-export');

  await on.database.execute(clone, [graduateId]);
  assert.equal((await on.send(department, 'GET', file)).json().code, 'export-grew');
  const { job } = (await on.send(department, 'POST', '/api/roster/exports', { cohort: 2027 })).json();
  assert.deepEqual(await on.drain(), []);
  const result = await on.send(department, 'GET', `/api/jobs/${job.id}/result`);
  assert.equal((await read(result.rawPayload)).length, 2302);
});
