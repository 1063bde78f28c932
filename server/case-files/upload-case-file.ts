/** A picture or PDF for a case: taken in, made upright and small, freed of metadata, read for QR, seal and sharpness, kept. */
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { caseFile } from '#contract/routes/cases.ts';
import type { Action } from '#domain/actions/all.ts';
import type { Facts } from '#domain/facts.ts';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed, placeOf, terminationOf } from '#domain/flows/all.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type Level, levelOf, type Role, rolesOf } from '#domain/roles.ts';
import { gathered, isAskedFor } from '#domain/rules/case-files.ts';
import { type FilePurpose, fileBytesAtMost, filesAtMost, isFull, isMixed, type Slot } from '#domain/rules/file-limits.ts';
import type { OpenedCase } from '#server/cases/index.ts';
import { documentsOfCase, parseAgreementQr } from '#server/documents/index.ts';
import { receive } from '#server/platform/images/receive.ts';
import { refusalsOfIntake } from '#server/platform/images/refusals-of-intake.ts';
import { type Intake, takeIn } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Queryable, Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { describeFile, type ScanChecks } from './describe-files.ts';
import { filesOfCase, findCaseFile, ifUnchanged, insertCaseFile, type NewCaseFile } from './store.ts';

/** The step that each purpose is gathered for: who may take it may add and remove. */
const stepFor: Readonly<Record<FilePurpose, Action>> = {
  evidence: 'submit',
  scan: 'upload',
  letter: 'submit',
  help: 'passOn',
  change: 'correct',
  correction: 'correct',
  grounds: 'request',
};
/** A reviewer adds what the type proves that they have made of a destination. */
const stepOf = (purpose: FilePurpose, roles: readonly Role[]): Action =>
  purpose === 'evidence' && levelOf(roles) !== undefined ? 'amend' : stepFor[purpose];
/** What a department asks for, the school does: the department gathers for a step that is not its own. */
const gatherersFor = (purpose: FilePurpose, roles: readonly Role[]): readonly Role[] =>
  purpose !== 'change' ? roles : roles.includes('department') ? ['school'] : [];
type Taken = z.input<typeof caseFile> | Refused;
/** The level under whose name evidence is added; of what the parties gather there is none. */
export const addingLevel = (purpose: FilePurpose, actor: Actor): Level | undefined =>
  purpose === 'evidence' ? levelOf(rolesOf(actor)) : undefined;
/** Whether this actor may add to or take from what is gathered; the version is no matter, the state is. */
export function mayGather({ row, facts }: OpenedCase, purpose: FilePurpose, roles: readonly Role[]): Refused | undefined {
  const termination = purpose === 'grounds' ? terminationOf(row.flow) : undefined;
  const decision = termination
    ? decide(flowNamed(termination), { state: start, levels: [] }, stepFor[purpose], roles, openingFacts(row, facts))
    : decide(
        flowNamed(row.flow),
        { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined },
        stepOf(purpose, roles),
        gatherersFor(purpose, roles),
        facts,
      );
  return isRefused(decision) ? decision : undefined;
}
/** A termination begins at the signing that it is about. */
const openingFacts = ({ flow, state, terminationCaseId }: OpenedCase['row'], facts: Facts): Facts => ({
  ...facts,
  isSigningInForce: placeOf(flow, state).kind === 'inForce',
  hasOpenTermination: terminationCaseId !== null,
});
/** The side whose files they are: a graduate and an employer gather for the same step without seeing each other's. */
export const isOfEmployer = (actor: Actor): boolean => rolesOf(actor).includes('employer');

export interface Gathering extends Slot {
  readonly opened: OpenedCase;
  readonly name: string;
  readonly by: string;
  /** Whose turn it takes: `account:7`, `person:12`, or the address of a stranger with a link. */
  readonly sender: string;
  /** Of the request that brings the whole file: brought again with the same key, it is the same file. */
  readonly key?: string;
  /** Of the employer's side. */
  readonly byAgent?: boolean;
  /** Of evidence that a reviewer adds. */
  readonly byLevel?: Level | undefined;
}

/** Refused where the case asks for no such file, or has eight of it. */
export async function mayTakeMore(
  { database }: { readonly database: Queryable },
  gathering: Gathering,
  added?: { readonly mediaType: string },
): Promise<Refused | undefined> {
  const { row } = gathering.opened;
  if (!isAskedFor(row, gathering)) return refuse('file-not-asked');
  const kept = await database.query(filesOfCase, [row.schoolId, row.id]);
  const present = gathered(kept, gathering.purpose, gathering.byAgent ?? false);
  if (added && isMixed(present, gathering, added)) return refuse('one-pdf');
  return isFull(present, gathering) ? refuse('too-many-files', { limit: filesAtMost }) : undefined;
}

/** A file in one piece: the body of a request. */
export async function uploadCaseFile(platform: Platform, gathering: Gathering, stream: Readable): Promise<Taken> {
  // Whether there is room for it is asked when it is kept: sent again, it may itself be what took the last place.
  if (!isAskedFor(gathering.opened.row, gathering)) return refuse('file-not-asked');
  // What was received is read and thrown away; only the cleaned copies are kept.
  const taken = await receive(platform, stream, received => takeInCaseFile(platform, gathering, received));
  return 'refused' in taken && typeof taken.refused === 'string' ? refusalsOfIntake[taken.refused] : taken;
}

/** Takes in what lies at a path: cleaned, read, kept, and with `also` in the same transaction. */
export async function takeInCaseFile(
  platform: Platform,
  gathering: Gathering,
  { path, sha256 }: { readonly path: string; readonly sha256: Buffer },
  also: (tx: Transaction, fileId: number) => Promise<unknown> = async () => undefined,
): Promise<Taken> {
  const { vault, database, clock } = platform;
  const { opened, purpose, item, name, by, sender, key, byAgent = false, byLevel } = gathering;
  const { row } = opened;
  const intake = await takeIn(path, { readScan: purpose === 'scan', sender });
  if ('refused' in intake) return refusalsOfIntake[intake.refused];
  const [evidence, shown] = [await keep(platform, intake.evidence), await keep(platform, intake.shown)];
  const checks = purpose === 'scan' ? await checksOf(platform, opened, intake) : {};
  const file: NewCaseFile = {
    schoolId: row.schoolId,
    caseId: row.id,
    purpose,
    item,
    nameSealed: vault.seal(name || '未命名'),
    mediaType: intake.mediaType,
    pages: intake.pages,
    bytes: intake.evidence.length,
    evidenceFileId: evidence,
    shownFileId: shown,
    receivedSha256: sha256,
    checks: JSON.stringify(checks),
    uploadedBy: by,
    createdAt: clock.now(),
    byAgent,
    byLevel: byLevel ?? null,
    submittedSeq: byLevel ? row.historySeq : null,
  };
  const insert = async (tx: Transaction): Promise<number | Refused> => {
    const refused = await mayTakeMore({ database: tx }, gathering, intake);
    if (refused) return refused;
    const kept = await insertCaseFile(tx, file);
    await also(tx, kept.id);
    return kept.id;
  };
  const content = { case: [row.schoolId, row.id], purpose, item, name, received: sha256.toString('hex') };
  const id = key
    ? await once(database, { actor: sender, key, content, now: file.createdAt }, z.number().parse, tx =>
        ifUnchanged(tx, row, insert),
      )
    : await database.transaction(tx => ifUnchanged(tx, row, insert));
  if (isRefused(id)) return id;
  const kept = await database.first(findCaseFile, [row.schoolId, row.id, id]);
  return kept ? describeFile(vault, kept) : refuse('not-found');
}

async function keep({ files }: Platform, content: Buffer): Promise<string> {
  const stored = await files.put(
    (async function* () {
      yield content;
    })(),
    { maxBytes: fileBytesAtMost },
  );
  if ('refused' in stored) throw new Error(`a picture could not be stored: ${stored.refused}`);
  return stored.id;
}

/** The scan against the agreement it should be of. Informs the reviewer. */
async function checksOf({ database }: Platform, { row }: OpenedCase, { scan }: Intake): Promise<ScanChecks> {
  const codes = scan.qr.map(parseAgreementQr).filter(code => code !== undefined);
  const own = codes.find(code => code.agreementNumber === row.agreementNumber);
  const versions = (await database.query(documentsOfCase, [row.schoolId, row.id])).map(({ version }) => version);
  const qr = own ? (own.version < Math.max(...versions) ? 'older' : 'same') : codes.length > 0 ? 'other' : 'none';
  return { qr, redSeal: scan.redSeal, blurred: scan.blurred };
}
