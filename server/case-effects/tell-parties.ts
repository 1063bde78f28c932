import { inBrief, type Party, type Told } from '#domain/actions/messages.ts';
import type { Whom } from '#domain/flow/effects.ts';
import { flowNamed, labelOf, placeOf } from '#domain/flows/all.ts';
import { messageOf, reminderOf } from '#domain/flows/step-words.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import type { About } from '#domain/message-links.ts';
import { roleWords } from '#domain/roles.ts';
import {
  type CaseRow,
  changesOfCase,
  findOpenedCase,
  noteShape,
  openChanges,
  type StepRef,
  selectHistory,
} from '#server/cases/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';

const accountsOf = statement<{ id: number }>(
  'cases.employer_accounts',
  'select id from account where employer_id = $1 and disabled_at is null order by id',
);

async function recipients(tx: Transaction, row: CaseRow, party: Party) {
  if (party === 'graduate') return [{ personId: row.personId }];
  if (row.employerId === null) return [];
  const accounts = await tx.query(accountsOf, [row.employerId]);
  return accounts.map(({ id }) => ({ accountId: id }));
}

/** The parties that an effect names; a case without a registered employer has one. */
export const partiesOf = (whom: Whom): readonly Party[] =>
  whom === 'graduate' || whom === 'employer' ? [whom] : ['graduate', 'employer'];

interface StepTold {
  readonly reason: string;
  readonly byRole?: string;
  readonly changes?: Told['changes'];
}
const toldOf = (row: CaseRow, state: string, { reason, byRole, changes = [] }: StepTold): Told => ({
  who: Object.entries(roleWords).find(([role]) => role === byRole)?.[1] ?? '',
  changes,
  graduateName: row.name,
  employerName: row.employerName,
  jobTitle: row.jobTitle,
  label: labelOf(row.flow, state, false),
  reason,
  // By what it was, not by what is left of it: the message may go out after the case has moved on.
  respondBy: row.validityDays === null ? null : respondBy(row.createdAt, row.validityDays),
  flowTitle: flowNamed(row.flow).title,
  isInReview: placeOf(row.flow, state).waitsAt !== undefined,
});

const findEntry = async (tx: Transaction, { schoolId, caseId, seq }: StepRef) =>
  (await tx.query(selectHistory, [schoolId, caseId])).find(entry => entry.seq === seq);

/** One message per event and recipient, however often the job runs. */
export function tellParties(platform: Platform, step: StepRef, whom: Whom): Promise<void> {
  const { database, vault, clock } = platform;
  return database.transaction(async tx => {
    const opened = await findOpenedCase(platform, tx, step, everything);
    const entry = await findEntry(tx, step);
    if (!opened || !entry) return;
    const note = entry.noteSealed ? noteShape.parse(vault.openJson(entry.noteSealed)) : undefined;
    const named = note?.fields?.map(({ label }) => label).join('、');
    const reason = note ? [note.reason, note.text, named ? `需修改：${named}` : ''].filter(part => part !== '').join('，') : '';
    const changed = (await tx.query(changesOfCase, [step.schoolId, step.caseId])).find(({ seq }) => seq === step.seq);
    const changes = changed ? openChanges(vault, changed.evidenceSealed) : [];
    const told = toldOf(opened.row, entry.toState, { reason, byRole: entry.byRole, changes });
    for (const party of partiesOf(whom)) {
      const wordsFor = (about: Told) => messageOf({ ...entry, flow: opened.row.flow }, party, about);
      const words = wordsFor(told);
      if (!words) continue;
      const brief = inBrief(wordsFor, told);
      for (const to of await recipients(tx, opened.row, party))
        await postMessage(tx, { vault, now: clock.now() }, { eventKey: keyOf(step), to, ...words, brief, about: aboutOf(step) });
    }
  });
}

const aboutOf = ({ schoolId, caseId }: StepRef): About => `case:${schoolId}-${caseId}`;
const keyOf = ({ schoolId, caseId, seq }: StepRef): string => `case-${schoolId}-${caseId}-${seq}`;

/** Told again only while the case still waits for those who are told, and they can still answer: 请求学校协助 changes nothing for them. */
export function remindParties(platform: Platform, step: StepRef & { readonly nth: number }, whom: Whom): Promise<void> {
  const { database, vault, clock } = platform;
  return database.transaction(async tx => {
    const opened = await findOpenedCase(platform, tx, step, everything);
    if (!opened) return;
    const { facts, row } = opened;
    const awaited = partiesOf(whom).filter(party => placeOf(row.flow, row.state).waitsFor.includes(party));
    // Of a termination it is the signing itself that holds.
    const isHeldElsewhere = row.signingCaseId === null && facts.hold !== undefined;
    if (facts.isLapsed || isHeldElsewhere || (row.dueAt !== null && facts.now >= row.dueAt)) return;
    const entry = await findEntry(tx, step);
    if (!entry) return;
    const wordsFor = (about: Told) => reminderOf({ ...entry, flow: row.flow }, about);
    const told = toldOf(row, row.state, { reason: '' });
    const words = wordsFor(told);
    if (!words) return;
    const brief = inBrief(wordsFor, told);
    for (const party of awaited)
      for (const to of await recipients(tx, opened.row, party))
        await postMessage(
          tx,
          { vault, now: clock.now() },
          { eventKey: `${keyOf(step)}-reminder-${step.nth}`, to, ...words, brief, about: aboutOf(step) },
        );
  });
}
