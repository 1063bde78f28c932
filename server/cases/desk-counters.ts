/** The only way to change the desk counters: summed over a transaction, and written last in it. */
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

/** Where the counters have a case whose graduate is off the roster; no flow has a state of this name. */
export const standstill = 'lapsed';

export interface CounterChange {
  readonly schoolId: number;
  readonly departmentId: number;
  readonly cohort: number;
  readonly flow: string;
  /** A state of the flow, or `standstill`. */
  readonly state: string;
  readonly destinationType: string;
  readonly by: number;
}

/**
 * Rows are locked one after the other as the sort hands them on, so every transaction takes them in the order of the whole key, and none
 * holds one while it waits for an earlier one.
 */
const addToCounters = statement(
  'cases.add_to_counters',
  `insert into desk_counter as n (school_id, department_id, cohort, flow, state, destination_type, count)
   select school_id, department_id, cohort, flow, state, destination_type, change
   from unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::int[])
     as given (school_id, department_id, cohort, flow, state, destination_type, change)
   order by school_id, department_id, cohort, flow, state, destination_type
   on conflict (school_id, department_id, cohort, flow, state, destination_type) do update set count = n.count + excluded.count`,
);

type Sums = Map<string, CounterChange>;
const sumsOf = new WeakMap<Transaction, Sums>();

/**
 * Adds to the counters when the transaction commits: however often it is called in one, a single statement changes them, after
 * everything else. They are the rows at which all of a department meet, so they are locked for the shortest time.
 */
export function changeCounters(tx: Transaction, changes: readonly CounterChange[]): void {
  const sums = sumsOf.get(tx) ?? begin(tx);
  for (const change of changes) {
    const { schoolId, departmentId, cohort, flow, state, destinationType } = change;
    const key = [schoolId, departmentId, cohort, flow, state, destinationType].join(' ');
    sums.set(key, { ...change, by: (sums.get(key)?.by ?? 0) + change.by });
  }
}

function begin(tx: Transaction): Sums {
  const sums: Sums = new Map();
  sumsOf.set(tx, sums);
  tx.last(addToCounters, () => columnsOf(sums));
  return sums;
}

/** Undefined where everything has come to nothing: then there is nothing to lock. */
function columnsOf(sums: Sums): readonly unknown[] | undefined {
  const changed = [...sums.values()].filter(({ by }) => by !== 0);
  if (changed.length === 0) return undefined;
  return [
    changed.map(({ schoolId }) => schoolId),
    changed.map(({ departmentId }) => departmentId),
    changed.map(({ cohort }) => cohort),
    changed.map(({ flow }) => flow),
    changed.map(({ state }) => state),
    changed.map(({ destinationType }) => destinationType),
    changed.map(({ by }) => by),
  ];
}
