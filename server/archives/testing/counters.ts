/** The counters of archive and hukou against a recount, and made anew where rows were written past the program. */
import assert from 'node:assert/strict';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { countedAnew } from '../transfer-counters.ts';

const order = 'order by school_id, kind, cohort, department_id, major_code, major_name, education_level';
const kept = (inside: string) => unnamed<object>(`select * from transfer_counter where ${inside} and counts <> '{}' ${order}`);
const recount = (inside: string) => unnamed<object>(`select * from (${countedAnew}) c where ${inside} ${order}`);

/** Of one school, or of all. */
export async function transferCountersAgree(database: Queryable, schoolId?: number): Promise<void> {
  const [inside, values] = schoolId === undefined ? ['true', []] : ['school_id = $1', [schoolId]];
  const [found, due] = [await database.query(kept(inside), values), await database.query(recount(inside), values)];
  assert.deepEqual(found, due, 'the counters of archive and hukou are a recount');
}

const clear = unnamed('delete from transfer_counter');
const fill = unnamed(`insert into transfer_counter ${countedAnew}`);
export async function countTransfersAnew(database: Queryable): Promise<void> {
  await database.execute(clear);
  await database.execute(fill);
}
