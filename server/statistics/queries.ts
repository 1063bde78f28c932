import type { groupings } from '#contract/routes/statistics.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Scoped, scoped } from '#server/platform/scope/within.ts';

export type Grouping = (typeof groupings)[number];

export interface CountedRow {
  readonly key: string;
  readonly flow: FlowName | null;
  readonly state: string | null;
  readonly destinationType: string | null;
  readonly count: number;
}

/** What a group is known by; null where the roster does not say. */
const keys: Readonly<Record<Grouping, string>> = {
  department: 'g.department_id::text',
  major: "g.major_code || ' ' || g.major_name",
  class: 'g.class_name',
  educationLevel: 'g.education_level',
  gender: 'g.gender',
  trainingMode: 'g.training_mode',
  origin: 'left(g.origin_region, 2)',
};

/** From the rows themselves, so that the numbers add up to the lists: a school's graduates are read once, with what each holds. */
const counting = (by: Grouping): Scoped<CountedRow> =>
  scoped<CountedRow>(
    `statistics.by_${by.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)}`,
    { school: 'g.school_id', department: 'g.department_id' },
    1,
    inside => `select coalesce(${keys[by]}, '') as key, c.flow, c.state, c.destination_type, count(*)::int as count
     from graduate g
     left join destination_case c
       on c.school_id = g.school_id and c.graduate_id = g.id and c.holds and c.signing_case_id is null
     where ${inside} and g.cohort = $1 and g.lapsed_at is null
     group by 1, c.flow, c.state, c.destination_type`,
  );
export const countBy: Readonly<Record<Grouping, Scoped<CountedRow>>> = {
  department: counting('department'),
  major: counting('major'),
  class: counting('class'),
  educationLevel: counting('educationLevel'),
  gender: counting('gender'),
  trainingMode: counting('trainingMode'),
  origin: counting('origin'),
};

/** A skip through the key of the exam numbers: as many steps as there are cohorts. */
export const selectCohorts = statement<{ cohort: number }>(
  'statistics.cohorts',
  `with recursive found as (
     select max(cohort)::int as cohort from graduate where school_id = $1
     union all
     select (select max(g.cohort)::int from graduate g where g.school_id = $1 and g.cohort < found.cohort) from found where found.cohort is not null
   ) select cohort from found where cohort is not null`,
);
export const selectDepartments = statement<{ id: number; name: string }>(
  'statistics.departments',
  'select id, name from department where school_id = $1',
);
