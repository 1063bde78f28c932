/**
 * The only way to change the counters of archive and hukou. A transaction says whose rows it is going to change; what they are then is
 * read once, what they are in the end is read by the transaction's last statement, and that adds the difference.
 */
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { type Queryable, statement, type Transaction } from '#server/platform/postgres/postgres.ts';

const cell = 'kind, cohort, department_id, major_code, major_name, education_level';

/** One row for each thing that a graduate counts for: the state, and of what is registered the type and the province. */
const facets = (kind: TransferKind, from: string): string => {
  const state = `g.${kind}_state`;
  const isRegistered = `g.lapsed_at is null and ${state} in ('registered', 'modifying')`;
  return `select g.school_id, '${kind}' as kind, g.cohort, g.department_id, g.major_code, g.major_name, g.education_level, f.facet
    from ${from}
    left join transfer_record r on r.school_id = g.school_id and r.graduate_id = g.id and r.kind = '${kind}' and r.state = 'registered'
    cross join lateral (values (case when g.lapsed_at is null then ${state} else 'lapsed' end),
      (case when ${isRegistered} then 'type ' || g.${kind}_type end),
      (case when ${isRegistered} then 'province ' || r.province_code end)) f (facet)
    where f.facet is not null${transferDetails[kind].needsHukou ? ' and g.hukou_transferred' : ''}`;
};
const facetsOf = (from: string): string => transferKinds.map(kind => facets(kind, from)).join('\n union all ');

/** What the counters have to be: for a database that was filled without them, and for checks. */
export const countedAnew = `select school_id, ${cell}, jsonb_object_agg(facet, count) as counts
  from (select school_id, ${cell}, facet, count(*)::int as count from (${facetsOf('graduate g')}) every
    group by school_id, ${cell}, facet) counted
  group by school_id, ${cell}`;

const chosen = `unnest($2::bigint[]) as w (id) join graduate g on g.school_id = $1 and g.id = w.id`;

interface Counted {
  readonly kind: TransferKind;
  readonly cohort: number;
  readonly departmentId: number;
  readonly majorCode: string;
  readonly majorName: string;
  readonly educationLevel: string;
  readonly facet: string;
  readonly count: number;
}
const selectFacets = statement<Counted>(
  'archives.counted_before',
  `select ${cell}, facet, count(*)::int as count from (${facetsOf(chosen)}) one group by ${cell}, facet`,
);

/** Rows are locked one after the other as the sort hands them on: every transaction takes them in the order of the whole key. */
const addDifference = statement(
  'archives.add_to_counters',
  `insert into transfer_counter as n (school_id, ${cell}, counts)
   select $1, ${cell}, jsonb_object_agg(facet, change)
   from (
     select ${cell}, facet, sum(change)::int as change from (
       select ${cell}, facet, 1 as change from (${facetsOf(chosen)}) now
       union all
       select kind, cohort, "departmentId", "majorCode", "majorName", "educationLevel", facet, -count
       from jsonb_to_recordset($3) as before (kind text, cohort smallint, "departmentId" bigint, "majorCode" text, "majorName" text,
         "educationLevel" text, facet text, count int)
     ) both_times group by ${cell}, facet having sum(change) <> 0
   ) changed
   group by ${cell} order by ${cell}
   on conflict (school_id, ${cell}) do update set counts = (
     select coalesce(jsonb_object_agg(facet, count), '{}')
     from (
       select facet, sum(count)::int as count
       from (select key as facet, value::int as count from jsonb_each_text(n.counts)
         union all select key, value::int from jsonb_each_text(excluded.counts)) sums
       group by facet having sum(count) <> 0
     ) kept)`,
);

interface Watched {
  readonly schoolId: number;
  readonly ids: Set<number>;
  readonly before: Counted[];
}
const watchedIn = new WeakMap<Transaction, Watched>();

function watchedBy(tx: Transaction, schoolId: number): Watched {
  const known = watchedIn.get(tx);
  if (known && known.schoolId !== schoolId) throw new Error('one transaction counts the graduates of two schools');
  if (known) return known;
  const watched: Watched = { schoolId, ids: new Set(), before: [] };
  watchedIn.set(tx, watched);
  tx.last(addDifference, () => [schoolId, [...watched.ids], JSON.stringify(watched.before)]);
  return watched;
}

/** Their rows are locked, and nothing of them has changed yet. Called again for the same graduates, it does nothing. */
export async function countAgain(tx: Transaction, schoolId: number, graduateIds: readonly number[]): Promise<void> {
  const watched = watchedBy(tx, schoolId);
  const ids = graduateIds.filter(id => !watched.ids.has(id));
  if (ids.length === 0) return;
  for (const id of ids) watched.ids.add(id);
  watched.before.push(...(await tx.query(selectFacets, [schoolId, ids])));
}

/** They are new on the roster, from this transaction on. */
export function countNew(tx: Transaction, schoolId: number, graduateIds: readonly number[]): void {
  if (graduateIds.length === 0) return;
  const { ids } = watchedBy(tx, schoolId);
  for (const id of graduateIds) ids.add(id);
}

/** For rows that were written past the program, in tests: what they are is added at once. */
export const countSeeded = (queryable: Queryable, schoolId: number, graduateIds: readonly number[]): Promise<number> =>
  queryable.execute(addDifference, [schoolId, graduateIds, '[]']);
