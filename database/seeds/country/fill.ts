/** Fills an empty or a demonstration's database with a school, a province or a country: invented graduates with cases in every flow. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { countedAnew } from '#server/archives/index.ts';
import { createVault, type KeyRing } from '#server/platform/base/crypto.ts';
import { copyInto, copyLines } from '#server/platform/postgres/copy.ts';
import { type Database, openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { demoMajors } from '../../demo/demo-school.ts';
import { inventEmployers } from '../../demo/invented-employers.ts';
import { seedRegions } from '../../regions/regions.ts';
import { seedDemo } from '../seed-demo.ts';
import { fillRequests } from './fill-requests.ts';
import { batchesOf, cohort, planSchools, type Scale, type SchoolPlan, scales } from './plan.ts';
import { casesPerGraduate, requestsPerGraduate } from './tables.ts';

const found = unnamed<{ schools: number; graduates: number }>(
  `select (select count(*)::int from school where id <> 1 or code <> '19999') as schools, (select count(*)::int from graduate) as graduates`,
);
/** Rows of the file that the demonstration offers for upload. */
const demonstrated = 2_000;

/** Throws when there is anything that the demonstration has not made. */
async function refuseRealData(database: Database): Promise<void> {
  const { schools, graduates } = await database.one(found);
  if (schools > 0 || graduates > demonstrated)
    throw new Error(
      '数据库中已有学校或毕业生数据，只能向空库或演示库填充。/ The database holds data that are not the demonstration’s.',
    );
}

/** So many ids are taken out of a table's sequence; answers the first. */
async function reserve(database: Database, table: string, count: number): Promise<number> {
  const { first } = await database.one(
    unnamed<{ first: number }>(`select nextval(pg_get_serial_sequence($1, 'id'))::int8 as first`),
    [table],
  );
  await database.execute(unnamed(`select setval(pg_get_serial_sequence($1, 'id'), $2)`), [table, first + count]);
  return first;
}

async function fillSchools(database: Database, schools: readonly SchoolPlan[]): Promise<void> {
  const [rows, departments] = [copyLines(), copyLines()];
  for (const { id, code, name, provinceCode, departments: names } of schools.filter(({ id }) => id !== 1)) {
    rows.add([id, code, name, provinceCode]);
    for (const [at, department] of names.entries()) {
      const majors = demoMajors
        .filter(major => major.department === department)
        .map(major => ({ code: major.code, name: major.name }));
      departments.add([id, at + 1, department, JSON.stringify(majors)]);
    }
  }
  const provinces = seedRegions.filter(({ level }) => level === 'province');
  await database.execute(
    unnamed('insert into province (code, name) select * from unnest($1::text[], $2::text[]) on conflict do nothing'),
    [provinces.map(({ code }) => code), provinces.map(({ name }) => name)],
  );
  await copyInto(database, 'school (id, code, name, province_code)', rows);
  await copyInto(database, 'department (school_id, id, name, majors)', departments);
}

/** The demonstration's own employers come first, so that they have much to look at. */
async function fillEmployers(database: Database, keys: KeyRing, count: number, now: Date): Promise<number[]> {
  const vault = createVault(keys);
  const [rows, steps] = [copyLines(), copyLines()];
  const demo = await database.query(unnamed<{ id: number }>('select id from employer order by id limit 2'));
  const first = await reserve(database, 'employer', count);
  const at = now.toISOString();
  for (const [place, employer] of inventEmployers(count, 2027).entries()) {
    const sealed = vault.sealJson(employer);
    const { letters, initials } = pinyinOf(employer.name);
    rows.add([first + place, employer.name, employer.uscc, 'qualified', sealed, at, sealed, at, at, at, letters, initials]);
    steps.add([first + place, 1, at, 'approve', 'qualified']);
  }
  const columns =
    'id, name, uscc, state, submitted_sealed, submitted_at, certified_sealed, qualified_at, created_at, updated_at, name_letters, name_initials';
  await copyInto(database, `employer (${columns})`, rows);
  await copyInto(database, 'employer_history (employer_id, seq, at, action, to_state)', steps);
  return [...demo.map(({ id }) => id), ...Array.from({ length: count - demo.length }, (_, place) => first + place)];
}

const counters = unnamed(
  `insert into desk_counter as n (school_id, department_id, cohort, flow, state, destination_type, count)
   select school_id, department_id, cohort, flow, case when frozen_at is null then state else 'lapsed' end, destination_type, count(*)
   from destination_case group by 1, 2, 3, 4, 5, 6
   on conflict (school_id, department_id, cohort, flow, state, destination_type) do update set count = excluded.count`,
);
const transferCounters = unnamed(`insert into transfer_counter ${countedAnew}`);
const serials = unnamed(
  `insert into agreement_serial (school_id, cohort, last) select * from unnest($1::bigint[], $2::smallint[], $3::int[])
   on conflict (school_id, cohort) do update set last = greatest(agreement_serial.last, excluded.last)`,
);

export interface Filling {
  readonly scale: Scale;
  readonly ownerUrl: string;
  readonly keys: KeyRing;
  readonly now: Date;
  readonly progress: (graduates: number, of: number) => void;
}
export async function fillCountry({ scale, ownerUrl, keys, now, progress }: Filling): Promise<void> {
  const database = openDatabase(ownerUrl, { max: 2 });
  try {
    await refuseRealData(database);
    await seedDemo(database, createVault(keys), now);
    const schools = planSchools(scale);
    const total = schools.reduce((sum, { graduates }) => sum + graduates, 0);
    await fillSchools(database, schools);
    const employerIds = await fillEmployers(database, keys, scales[scale].employers, now);
    const base = {
      person: await reserve(database, 'person', total),
      graduate: await reserve(database, 'graduate', total),
      case: await reserve(database, 'destination_case', total * casesPerGraduate),
      request: await reserve(database, 'transfer_request', total * requestsPerGraduate),
    };
    await fillGraduates({ scale, ownerUrl, keys, now, base, employerIds }, batchesOf(schools).length, done =>
      progress(done, total),
    );
    await database.execute(counters);
    await database.execute(unnamed('delete from transfer_counter'));
    await database.execute(transferCounters);
    const last = schools.map(({ graduates }) => graduates * casesPerGraduate);
    await database.execute(serials, [schools.map(({ id }) => id), schools.map(() => cohort), last]);
    await database.execute(unnamed('vacuum analyze'));
    // What it looks for is found in no time only by a planner that knows the tables.
    await fillRequests(database, keys, now);
  } finally {
    await database.close();
  }
}

/** Batch after batch, by as many threads as keep two cores busy. */
async function fillGraduates(orders: object, batches: number, progress: (done: number) => void): Promise<void> {
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    const worker = new Worker(fileURLToPath(new URL('fill-worker.ts', import.meta.url)), { workerData: orders });
    const failed = once(worker, 'error').then(([error]) => {
      throw error;
    });
    failed.catch(() => undefined); // the caller that waits for the answer gets the error
    for (;;) {
      const [made] = await Promise.race([once(worker, 'message'), failed]);
      done += Number(made);
      progress(done);
      if (next >= batches) break;
      worker.postMessage(next++);
    }
    worker.postMessage('end');
    await once(worker, 'exit');
  };
  await Promise.all([work(), work()]);
}
