import { beijingDay } from '#domain/dates.ts';
import { checkIdCard, normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { isMobile, normalizePhone } from '#domain/identifiers/phone.ts';
import { isOpen, nationalWindow } from '#domain/rules/cohort-window.ts';
import { phoneHash } from '#server/accounts/index.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import type { SignedInPerson } from '#server/platform/outside/sign-in-provider.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { keepHistory } from '#server/roster/index.ts';
import { entriesByDocument, entriesByPerson, markFirstSignIn, type RosterEntry, writeContact } from './graduate-store.ts';

export interface Admitted {
  readonly personId: number;
  readonly cohort: number;
  readonly schoolId: number;
}
type Ranked = Pick<RosterEntry, 'cohort' | 'lapsedAt'>;

/** What a sign-in opens: the latest cohort that can be worked on, else the latest; lapsed ones last. */
export function entryToOpen<Entry extends Ranked>(entries: readonly Entry[], now: Date): Entry | undefined {
  const today = beijingDay(now);
  const rank = ({ cohort, lapsedAt }: Ranked): number => (lapsedAt ? 0 : 2) + (isOpen(nationalWindow(cohort), today) ? 1 : 0);
  return entries.toSorted((a, b) => rank(b) - rank(a) || b.cohort - a.cohort)[0];
}

/** 学信网 tells a number without the kind of document. Except for ID cards the name must fit too: numbers of two kinds may be the same. */
async function entriesOf(platform: Platform, person: SignedInPerson): Promise<readonly RosterEntry[]> {
  const number = normalizeDocumentNumber(person.idNumber);
  const types = checkIdCard(number) === undefined ? ['idCard'] : ['passport', 'hmtPermit'];
  const entries = await platform.database.query(entriesByDocument, [
    types.map(type => documentHash(platform.vault, type, number)),
  ]);
  return types.includes('idCard') ? entries : entries.filter(({ name }) => name === person.name);
}

/** Phone and e-mail of every cohort of theirs become what 学信网 says; what it does not say stays. */
async function takeContact(tx: Transaction, platform: Platform, entry: RosterEntry, person: SignedInPerson): Promise<void> {
  const { vault, clock } = platform;
  const before = { phone: entry.phoneSealed ? vault.open(entry.phoneSealed) : null, email: entry.email };
  const said = normalizePhone(person.phone);
  const after = { phone: isMobile(said) ? said : before.phone, email: person.email || before.email };
  const fields = (['phone', 'email'] as const).filter(field => before[field] !== after[field]);
  if (fields.length === 0) return;
  const now = clock.now();
  const phone = after.phone;
  await tx.execute(writeContact, [
    entry.schoolId,
    entry.graduateId,
    phone === null ? null : vault.seal(phone),
    phone === null ? null : phoneHash(vault, phone),
    after.email,
    now,
  ]);
  await keepHistory(tx, vault, {
    schoolId: entry.schoolId,
    id: entry.graduateId,
    source: 'sign-in',
    accountId: null,
    changes: Object.fromEntries(fields.map(field => [field, [before[field], after[field]]])),
    now,
  });
}

/** Finds on the roster the person that 学信网 has signed in; undefined when the roster does not have them. Lapsed graduates may read. */
export async function admitGraduate(platform: Platform, person: SignedInPerson): Promise<Admitted | undefined> {
  const entries = await entriesOf(platform, person);
  const opened = entryToOpen(entries, platform.clock.now());
  if (!opened) return undefined;
  await platform.database.transaction(async tx => {
    for (const entry of entries) {
      await takeContact(tx, platform, entry, person);
      await tx.execute(markFirstSignIn, [entry.schoolId, entry.graduateId, platform.clock.now()]);
    }
  });
  return admitted(opened);
}

const admitted = ({ personId, cohort, schoolId }: RosterEntry): Admitted => ({ personId, cohort, schoolId });

/** The same for a person that WeChat has named. */
export async function admitPerson(platform: Platform, personId: number): Promise<Admitted | undefined> {
  const opened = entryToOpen(await platform.database.query(entriesByPerson, [personId]), platform.clock.now());
  return opened && admitted(opened);
}
