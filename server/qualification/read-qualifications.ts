import { actionsFor } from '#domain/flow/decide.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import { normalizeUscc } from '#domain/identifiers/uscc.ts';
import { refuse } from '#domain/refusals.ts';
import type { qualificationStates } from '#domain/request-states.ts';
import { findEmployer, openOrganisation } from '#server/employers/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { organisationSection } from './organisation-words.ts';
import { qualificationReasons } from './qualification-kind.ts';
import { noteOf } from './read-organisation.ts';
import { caseOf, factsAt, placeAt } from './state.ts';
import {
  countQualifications,
  historyOfEmployer,
  latestQualifications,
  oldestQualifications,
  otherClaims,
  type QualificationRow,
} from './store.ts';

interface Page {
  readonly state: (typeof qualificationStates)[number];
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}
/** `milliseconds-id` of the last row that was shown; anything else begins anew. */
function startOf(cursor: string | undefined, beginning: readonly [Date, number]): readonly [Date, number] {
  const [, time, id] = /^(\d{1,13})-(\d{1,15})$/.exec(cursor ?? '') ?? [];
  return time === undefined ? beginning : [new Date(Number(time)), Number(id)];
}
const firstOf = (waits: boolean): readonly [Date, number] =>
  waits ? [new Date(0), 0] : [new Date('9999-01-01T00:00:00Z'), Number.MAX_SAFE_INTEGER];
const cursorOf = ({ updatedAt, id }: QualificationRow): string => `${updatedAt.getTime()}-${id}`;

/** By the code as a whole, by any part of the name or, once it is certified, by the beginning of its pinyin or initials. */
function soughtFor(q: string | undefined): readonly [uscc: string | null, name: string | null, letters: string | null] {
  if (!q) return [null, null, null];
  const text = q.normalize('NFKC').trim();
  const letters = text.toLowerCase().replace(/[\s']/g, '');
  return [normalizeUscc(text), likeAnywhere(text), /^[a-z]+$/.test(letters) ? likeFromStart(letters) : ''];
}

/** What employers have handed in, by its state. */
export async function listQualifications({ database, vault }: Platform, { state, q, cursor, limit }: Page) {
  const { label, tone, kind } = placeAt(state);
  const waits = kind === 'waits' && placeAt(state).waitsFor.includes('qualifier');
  const [at, id] = startOf(cursor, firstOf(waits));
  const found = await database.query(waits ? oldestQualifications : latestQualifications, [
    state,
    at,
    id,
    limit + 1,
    ...soughtFor(q),
  ]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const counted = await database.query(countQualifications);
  const countOf = (of: Page['state']): number => counted.find(row => row.state === of)?.count ?? 0;
  return {
    rows: shown.map(row => {
      const { name, uscc } = openOrganisation(vault, row.submittedSealed);
      return { id: row.id, name, uscc, label, tone, submittedAt: row.submittedAt };
    }),
    next: last && found.length > limit ? cursorOf(last) : null,
    counts: { pending: countOf('pending'), returned: countOf('returned'), qualified: countOf('qualified') },
  };
}

/** One employer as its qualifier reads it. */
export async function readQualification({ database, vault, clock }: Platform, id: number) {
  const employer = await database.first(findEmployer, [id]);
  if (!employer?.submittedSealed || employer.state === null) return refuse('not-found');
  const organisation = openOrganisation(vault, employer.submittedSealed);
  const { label, tone } = placeAt(employer.state);
  const buttons = actionsFor(employerQualification, caseOf(employer.state), ['qualifier'], factsAt(clock.now()));
  const history = await database.query(historyOfEmployer, [id]);
  const claims = await database.query(otherClaims, [organisation.uscc, id]);
  return {
    id,
    version: employer.version,
    name: organisation.name,
    state: employer.state,
    label,
    tone,
    section: organisationSection(organisation, await loadRegions(database)),
    licenceFileId: employer.submittedLicenceFileId,
    actions: buttons.map(({ action, word, asks }) => ({ action, word, asks: asks ?? null })),
    reasons: [...qualificationReasons],
    claims: { others: claims.length, isTaken: claims.some(({ isCertified }) => isCertified) },
    history: history.map(row => {
      const note = noteOf(vault, row);
      return {
        at: row.at,
        who: row.who ?? '系统',
        label: placeAt(row.toState).label,
        text: note ? `${note.reason}：${note.text}` : '',
      };
    }),
  };
}
