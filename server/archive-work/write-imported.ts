/** Takes checked rows in, some hundred at a time: each time the records and the mark that they are written, or neither. */
import { beijingDay } from '#domain/dates.ts';
import type { Role } from '#domain/roles.ts';
import { lastCohortOver } from '#domain/rules/cohort-window.ts';
import { isSameContent } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { openContent, registeredContents, writeRecords } from '#server/archives/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessages } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import {
  addWritten,
  countRows,
  lockGraduates,
  type RowOutcome,
  selectToWrite,
  writeFaults,
  writeOutcomes,
} from './import-store.ts';

/** Graduates that are locked together: some tens of milliseconds. */
const together = 250;

export interface Taking {
  readonly kind: TransferKind;
  readonly importId: number;
  readonly scope: SchoolScope;
  readonly actor: Actor;
  readonly role: Role;
  readonly addressPrefix: string;
}
const gone = '考生号：该毕业生已不在学生名单中、已不在您管理的院系，或所在届别已截止';

/** Writes the next rows; answers how many there were. Run again after a kill it goes on where the last commit was. */
export function writeNext(platform: Platform, taking: Taking): Promise<number> {
  const { database, vault, clock } = platform;
  const { kind, importId, scope, actor, role, addressPrefix } = taking;
  const { schoolId } = scope;
  return database.transaction(async tx => {
    const rows = await tx.query(selectToWrite, [schoolId, importId, together]);
    if (rows.length === 0) return 0;
    const now = clock.now();
    const graduateIds = rows.map(({ graduateId }) => graduateId);
    const locked = await tx.query(...lockGraduates(scope, [graduateIds, lastCohortOver(beijingDay(now))]));
    const persons = new Map(locked.map(({ graduateId, personId, cohort }) => [graduateId, { personId, cohort }]));
    const kept = await registeredContents(tx, vault, { schoolId, kind, graduateIds });
    const judged = rows.map(({ row, graduateId, contentSealed, outcome: checked }) => {
      const content = openContent(vault, contentSealed);
      const before = kept.get(graduateId);
      const outcome: RowOutcome = !before ? 'added' : isSameContent(kind, before, content) ? 'same' : 'changed';
      return { row, graduateId, content, checked, outcome, whose: persons.get(graduateId) };
    });
    const lost = judged.filter(({ whose }) => whose === undefined);
    const there = judged.flatMap(({ whose, ...one }) => (whose === undefined ? [] : [{ ...one, ...whose }]));
    const changed = there.filter(({ outcome }) => outcome !== 'same');
    const by = { role, accountId: actor.accountId };
    const regions = await loadRegions(database, tx);
    const versions = await writeRecords(tx, { vault, regions }, { schoolId, kind, records: changed, source: 'import', by, now });
    await tellGraduates(platform, tx, taking, changed, versions);
    if (changed.length > 0) {
      const event = { at: now, schoolId, actor: actorKey(actor), object: `transfer-import:${importId}`, addressPrefix };
      const detail = { kind: transferDetails[kind].title, graduates: changed.map(({ graduateId }) => graduateId) };
      await recordAuditEvent(tx, { ...event, action: 'transfer-records-imported', detail }, vault);
    }
    const rowsOf = (ones: readonly { readonly row: number }[]) => ones.map(({ row }) => row);
    await tx.execute(writeOutcomes, [schoolId, importId, rowsOf(there), there.map(({ outcome }) => outcome)]);
    if (lost.length > 0) await tx.execute(writeFaults, [schoolId, importId, rowsOf(lost), lost.map(() => vault.seal(gone))]);
    const isAsChecked = lost.length === 0 && there.every(({ outcome, checked }) => outcome === checked);
    await (isAsChecked
      ? tx.execute(addWritten, [schoolId, importId, changed.length])
      : tx.execute(countRows, [schoolId, importId]));
    await tx.notify('desk', String(schoolId));
    return rows.length;
  });
}

interface Changed {
  readonly graduateId: number;
  readonly personId: number;
  readonly cohort: number;
  readonly outcome: RowOutcome;
}
async function tellGraduates(
  { vault, clock }: Platform,
  tx: Transaction,
  { kind, scope: { schoolId } }: Taking,
  changed: readonly Changed[],
  versions: ReadonlyMap<number, number>,
): Promise<void> {
  if (changed.length === 0) return;
  const { title } = transferDetails[kind];
  const messages = changed.map(({ graduateId, personId, cohort, outcome }) => {
    const done = outcome === 'changed' ? '修改了' : '登记了';
    return {
      eventKey: `transfer-record-${schoolId}-${graduateId}-${kind}-${versions.get(graduateId)}`,
      personId,
      title: `学校${done}您的${title}`,
      text: `学校${done}您的${title}，请登录查看。如与实际不符，请在线申请修改，或联系学校就业部门。`,
      about: `${kind}:${cohort}` as const,
    };
  });
  await postMessages(tx, { vault, now: clock.now() }, messages);
}
