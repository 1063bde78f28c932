/** The counters of archive and hukou against a recount, and made anew where rows were written past the program. */
import assert from 'node:assert/strict';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { countedAnew } from '../transfer-counters.ts';

const order = 'order by school_id, kind, cohort, department_id, major_code, major_name, education_level';
const kept = unnamed<object>(`select * from transfer_counter where counts <> '{}' ${order}`);
const recount = unnamed<object>(`${countedAnew} ${order}`);

export async function transferCountersAgree(database: Queryable): Promise<void> {
  assert.deepEqual(await database.query(kept), await database.query(recount), 'the counters of archive and hukou are a recount');
}

const clear = unnamed('delete from transfer_counter');
const fill = unnamed(`insert into transfer_counter ${countedAnew}`);
export async function countTransfersAnew(database: Queryable): Promise<void> {
  await database.execute(clear);
  await database.execute(fill);
}
