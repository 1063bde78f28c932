/** Graduates are taken off the roster: records lapse, what waits is rejected, and nothing of it comes back with them. */
import type { Flow, Landing } from '#domain/flow/flow.ts';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { labelColumns, labelSources } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { scheduleReport } from './report-record.ts';
import { countAgain, countNew } from './transfer-counters.ts';
import { flowOf } from './transfer-request-kind.ts';

/** Where the table says that a request ends when its graduate lapses: from every state that waits to one. */
function landingOf(flow: Flow): Landing['to'] {
  const places = new Set(flow.moves.filter(({ action }) => action === 'lapse').flatMap(({ landings }) => landings));
  const [place, ...others] = places;
  if (!place || others.length > 0) throw new Error(`flow ${flow.name}: a lapse leads to ${places.size} states`);
  return place;
}
const rejectWaiting = statement<{ id: number; version: number }>(
  'archives.reject_waiting',
  `update transfer_request set state = $4, waits_at = null, version = version + 1, updated_at = $5
   where school_id = $1 and graduate_id = any($2::bigint[]) and kind = $3 and waits_at is not null returning id, version`,
);
const keepRejections = statement(
  'archives.keep_rejections',
  `insert into transfer_request_history (school_id, request_id, seq, at, action, by_role, levels, to_state, note_sealed)
   select $1, id, version, $4, 'lapse', 'system', '{}', $5, $6
   from unnest($2::bigint[], $3::int[]) as rejected (id, version) order by id`,
);
interface LapsedRow {
  readonly graduateId: number;
  readonly kind: TransferKind;
  readonly version: number;
}
const lapseRecords = statement<LapsedRow>(
  'archives.lapse_records',
  `update transfer_record set state = 'lapsed', note = null, version = version + 1
   where school_id = $1 and graduate_id = any($2::bigint[]) and state = 'registered' returning graduate_id, kind, version`,
);
const keepLapses = statement(
  'archives.keep_lapses',
  `insert into transfer_record_history (school_id, graduate_id, kind, version, at, change, by_role)
   select $1, graduate_id, kind, version, $5, 'lapsed', 'system'
   from unnest($2::bigint[], $3::text[], $4::int[]) as gone (graduate_id, kind, version) order by graduate_id, kind`,
);
const startOver = statement(
  'archives.start_over',
  `update graduate set archive_state = 'unregistered', archive_type = null, archive_since = null, hukou_state = 'unregistered',
     hukou_type = null, hukou_since = null
   where school_id = $1 and id = any($2::bigint[]) and (archive_state <> 'unregistered' or hukou_state <> 'unregistered')`,
);
const dropDrafts = statement(
  'archives.drop_drafts',
  'delete from transfer_draft where school_id = $1 and graduate_id = any($2::bigint[])',
);

async function lapse(
  { vault }: Platform,
  tx: Transaction,
  { schoolId, graduateIds, now }: { readonly schoolId: number; readonly graduateIds: readonly number[]; readonly now: Date },
): Promise<void> {
  const note = vault.sealJson({ reason: '毕业生信息已删除', text: '' });
  for (const kind of transferKinds) {
    const { id: state } = landingOf(flowOf(kind));
    const rejected = await tx.query(rejectWaiting, [schoolId, graduateIds, kind, state, now]);
    const [ids, versions] = [rejected.map(({ id }) => id), rejected.map(({ version }) => version)];
    await tx.execute(keepRejections, [schoolId, ids, versions, now, state, note]);
  }
  const lapsed = await tx.query(lapseRecords, [schoolId, graduateIds]);
  const column = <K extends keyof LapsedRow>(key: K) => lapsed.map(row => row[key]);
  await tx.execute(keepLapses, [schoolId, column('graduateId'), column('kind'), column('version'), now]);
  await tx.execute(startOver, [schoolId, graduateIds]);
  await tx.execute(dropDrafts, [schoolId, graduateIds]);
  for (const record of lapsed) await scheduleReport(tx, { schoolId, ...record });
}

const carried = ['department_id', ...labelColumns];
const ofRoster = ['g.department_id', ...labelSources];
/** Requests follow their graduates' roster rows, as cases do. */
const follow = statement(
  'archives.follow',
  `update transfer_request r set ${carried.map((column, at) => `${column} = ${ofRoster[at]}`).join(', ')}
   from graduate g
   where r.school_id = $1 and r.graduate_id = any($2::bigint[]) and g.school_id = r.school_id and g.id = r.graduate_id
     and (${carried.map(column => `r.${column}`).join(', ')}) is distinct from (${ofRoster.join(', ')})`,
);

/** What the roster asks of cases, asked of archive and hukou too. */
export const withTransfers = (platform: Platform, cases: CasesPort): CasesPort => ({
  ...cases,
  beforeChange: countAgain,
  added: countNew,
  freeze: async (tx, schoolId, graduateIds, now) => {
    await cases.freeze(tx, schoolId, graduateIds, now);
    await lapse(platform, tx, { schoolId, graduateIds, now });
  },
  follow: async (tx, schoolId, graduateIds) => {
    await cases.follow(tx, schoolId, graduateIds);
    if (graduateIds.length > 0) await tx.execute(follow, [schoolId, graduateIds]);
  },
});
