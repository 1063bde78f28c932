import { nameOf } from '#domain/codes/code-table.ts';
import { directedModes, trainingMode } from '#domain/codes/training-mode.ts';
import { mergeRosterRow, type RosterRecord, type RosterRow, rosterColumn } from '#domain/forms/roster-row.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import type { KnownGraduate } from './known-graduates.ts';
import { recordKeys } from './roster-fields.ts';

/** Field → before and after. `lapsed` means the graduate's own state. */
export type Changes = Readonly<Record<string, readonly [string | null, string | null]>>;

export type Judged =
  | { outcome: 'faulty'; faults: readonly string[] }
  | { outcome: 'new'; record: RosterRecord }
  | { outcome: 'same'; known: KnownGraduate }
  | { outcome: 'changed'; known: KnownGraduate; record: RosterRecord; changes: Changes };

/** The field under which history keeps that a lapsed graduate came back. */
export const lapsedField = 'lapsed';

/**
 * What taking a row in would do to the graduate that the roster has (undefined: none yet). Within departments the row must be
 * of one of them; of a graduate elsewhere nothing else is said.
 */
export function judgeRow(row: RosterRow, known: KnownGraduate | undefined, scope: SchoolScope): Judged {
  const foreign = scope.kind === 'department' && departmentFault(row, known, scope.departmentIds);
  if (foreign) return { outcome: 'faulty', faults: [foreign] };
  const merged = mergeRosterRow(known?.record, known?.hasSignedIn ? withoutContact(row) : row);
  if ('faults' in merged) return { outcome: 'faulty', faults: merged.faults.map(fault => fault.message) };
  const record = merged.ok;
  if (!known) return { outcome: 'new', record };
  const needsRequest = requestFault(known.record, record);
  if (needsRequest) return { outcome: 'faulty', faults: [needsRequest] };
  const changes = changesBetween(known, record);
  return Object.keys(changes).length === 0 ? { outcome: 'same', known } : { outcome: 'changed', known, record, changes };
}

function withoutContact(row: RosterRow): RosterRow {
  const { phone: _phone, email: _email, ...rest } = row;
  return rest;
}

/** A department takes in its own graduates: it fetches nobody from another, gives nobody away, and restores nobody. */
function departmentFault(row: RosterRow, known: KnownGraduate | undefined, departmentIds: readonly number[]): string | undefined {
  const isOwn = (id: string | undefined) => id === undefined || departmentIds.includes(Number(id));
  if (!isOwn(row.department)) return '院系：您只能上传本院系的毕业生，请删除这一行，或由学校管理员上传';
  if (!isOwn(known?.record.department)) return '考生号：此考生号的毕业生不在您的院系，如需转入请联系学校管理员';
  return known?.isLapsed ? '考生号：此毕业生已从名单中删除，如需恢复请联系学校管理员' : undefined;
}

/** Training mode, and the unit of directed and commissioned graduates, change by a request that the province approves. */
function requestFault(before: RosterRecord, after: RosterRecord): string | undefined {
  if (before.trainingMode !== after.trainingMode) {
    const [from, to] = [before.trainingMode, after.trainingMode].map(code => nameOf(trainingMode, code) ?? code);
    return `培养方式：由「${from}」改为「${to}」须提交培养方式修改申请，不能通过名单修改`;
  }
  if (!directedModes.includes(before.trainingMode)) return undefined;
  const moved = (['directedUnit', 'directedRegion'] as const).find(key => before[key] !== null && before[key] !== after[key]);
  return moved && `${rosterColumn(moved).header}：与现有信息不同，修改须提交培养方式修改申请，不能通过名单修改`;
}

/** What a record changes of the graduate that is known; a lapsed one comes back by being written. */
export function changesBetween(known: Pick<KnownGraduate, 'record' | 'isLapsed'>, after: RosterRecord): Changes {
  const changes: Record<string, readonly [string | null, string | null]> = {};
  for (const key of recordKeys) {
    if (known.record[key] !== after[key]) changes[key] = [known.record[key], after[key]];
  }
  if (known.isLapsed) changes[lapsedField] = ['yes', 'no'];
  return changes;
}
