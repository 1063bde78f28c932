import type { RegionTable } from '#domain/codes/regions.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import type { EmployerRegistration } from '#domain/forms/employer-registration.ts';
import { normalizeUscc } from '#domain/identifiers/uscc.ts';
import { refuse } from '#domain/refusals.ts';
import type { qualificationStates } from '#domain/request-states.ts';
import { type EmployerRow, findEmployer, openOrganisation } from '#server/employers/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { changedLabels, changedRows, organisationSection } from './organisation-words.ts';
import { qualificationReasons } from './qualification-kind.ts';
import { noteOf } from './read-organisation.ts';
import { caseOf, factsAt, placeAt } from './state.ts';
import {
  certifiedEmployers,
  countCertified,
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
  const { kind } = placeAt(state);
  const waits = kind === 'waits' && placeAt(state).waitsFor.includes('qualifier');
  const [at, id] = startOf(cursor, firstOf(waits));
  const listed = kind === 'inForce' ? certifiedEmployers : waits ? oldestQualifications : latestQualifications;
  const found = await database.query(listed, [state, at, id, limit + 1, ...soughtFor(q)]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const [counted, certified] = await Promise.all([database.query(countQualifications), database.one(countCertified)]);
  const countOf = (of: Page['state']): number => counted.find(row => row.state === of)?.count ?? 0;
  return {
    rows: shown.map(row => rowOf(vault, row, kind === 'inForce')),
    next: last && found.length > limit ? cursorOf(last) : null,
    counts: { pending: countOf('pending'), returned: countOf('returned'), qualified: certified.count },
  };
}

/** Among the certified an employer has its certified name, whatever it has handed in since. */
function rowOf(vault: Vault, row: QualificationRow, isAmongCertified: boolean) {
  const submitted = openOrganisation(vault, row.submittedSealed);
  const certified = row.certifiedSealed ? openOrganisation(vault, row.certifiedSealed) : undefined;
  const { name, uscc } = isAmongCertified && certified ? certified : submitted;
  const { label, tone } = placeAt(row.state);
  return {
    id: row.id,
    ...{ name, uscc, label, tone },
    submittedAt: row.submittedAt,
    changes: certified ? changedLabels(certified, submitted, row.isLicenceNew) : null,
  };
}

/** What an employer that is certified wants to change; nothing while what it handed in is what is certified. */
function changeOf(vault: Vault, employer: EmployerRow, submitted: EmployerRegistration, regions: RegionTable) {
  const { certifiedSealed, qualifiedAt, certifiedLicenceFileId, submittedLicenceFileId } = employer;
  if (!certifiedSealed || !qualifiedAt) return null;
  const rows = changedRows(openOrganisation(vault, certifiedSealed), submitted, regions);
  const licenceFileId = certifiedLicenceFileId === submittedLicenceFileId ? null : certifiedLicenceFileId;
  return rows.length > 0 || licenceFileId ? { qualifiedAt, rows, licenceFileId } : null;
}

/** One employer as its qualifier reads it. */
export async function readQualification({ database, vault, clock }: Platform, id: number) {
  const employer = await database.first(findEmployer, [id]);
  if (!employer?.submittedSealed || !employer.submittedAt || employer.state === null) return refuse('not-found');
  const organisation = openOrganisation(vault, employer.submittedSealed);
  const { label, tone } = placeAt(employer.state);
  const buttons = actionsFor(employerQualification, caseOf(employer.state), ['qualifier'], factsAt(clock.now()));
  const regions = await loadRegions(database);
  const history = await database.query(historyOfEmployer, [id]);
  const claims = await database.query(otherClaims, [organisation.uscc, id]);
  return {
    id,
    version: employer.version,
    name: organisation.name,
    state: employer.state,
    label,
    tone,
    submittedAt: employer.submittedAt,
    section: organisationSection(organisation, regions),
    licenceFileId: employer.submittedLicenceFileId,
    change: changeOf(vault, employer, organisation, regions),
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
