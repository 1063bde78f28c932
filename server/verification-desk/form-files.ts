/** 批量下载: the forms of all codes that live in a list, as one PDF or as a zip with a PDF of each. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { formFiles, mostForms, type TransferCodeFilter, transferCodeFilter } from '#contract/routes/verification-desk.ts';
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { isAnswered } from '#domain/verification/code-states.ts';
import { formWords } from '#domain/verification/form.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { startDeskJob } from '#server/desk-jobs/index.ts';
import { signatureOf } from '#server/documents/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { joinPdfs } from '#server/platform/pdf/join-pdfs.ts';
import { signLongPdf } from '#server/platform/pdf/sign-long-pdf.ts';
import { once } from '#server/platform/postgres/once.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { distinctNames, fileNamePart, writeZip } from '#server/platform/zip/write-zip.ts';
import { renderForms } from '#server/verification/index.ts';
import { type CodeView, codePage, countCodes, type ListedCode } from './code-list.ts';
import { transferView } from './code-view.ts';
import { findPapers, noteFile, type PaperRow } from './paper-store.ts';
import { documentOf, type Printing, paperOf, signingOf } from './papers.ts';

export const formFileJob = defineDeskJob(
  'verification.form-file',
  'verification.read',
  z.object({ kind: z.enum(transferKinds), filter: transferCodeFilter, as: z.enum(formFiles), addressPrefix: z.string() }),
);
type Parameters = z.output<typeof formFileJob.parameters>;

/** Set together: an agreement that is asked for meanwhile waits for so many, and goes before all others. */
const setTogether = 25;
/** Read together: their contents are in memory. */
const readTogether = 200;
/** After so long the worker goes to whoever waits. */
const sliceMilliseconds = 2_000;

/** Who has a code that lives, whatever else the list shows. */
const withCode = (view: CodeView): CodeView => ({ ...view, states: view.states.filter(isAnswered) });

interface Starting {
  readonly kind: TransferKind;
  readonly filter: TransferCodeFilter;
  readonly as: (typeof formFiles)[number];
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const started = z.object({ jobId: z.number() });

export async function startFormFile(
  { platform }: Pick<Printing, 'platform'>,
  asked: Starting,
): Promise<{ jobId: number } | Refused> {
  const { kind, as, actor, key, addressPrefix } = asked;
  const view = withCode(await transferView(platform, asked));
  const { total, over } = await countCodes(platform.database, view, mostForms);
  if (total === 0) return refuse('no-transfer-codes');
  if (over) return refuse('too-many-forms', { most: mostForms });
  const parameters = { kind, as, filter: { ...asked.filter, cohort: view.cohort }, addressPrefix };
  const command = { actor: actorKey(actor), key, content: ['form-file', parameters], now: view.now };
  return once(platform.database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
    const title = `批量下载 · ${formWords[kind].form}（${as === 'pdf' ? '一个 PDF' : 'zip'}）`;
    const jobId = await startDeskJob(platform, tx, formFileJob, { actor, title, parameters, total });
    return isRefused(jobId) ? jobId : { jobId };
  });
}

/** All codes of a list, some at a time, in its order. */
async function* rowsOf(
  { platform: { database } }: Printing,
  view: CodeView,
): AsyncGenerator<readonly (ListedCode & { paper: PaperRow })[]> {
  let after: ListedCode | undefined;
  for (;;) {
    const page = codePage(view, { after, limit: readTogether });
    const rows = page ? await database.query(page.statement, page.values) : [];
    after = rows.at(-1);
    if (!after) return;
    const ids = rows.map(({ graduateId }) => graduateId);
    const papers = await database.query(findPapers, [view.inside.schoolId, ids, view.kind, view.now]);
    const byGraduate = new Map(papers.map(paper => [paper.graduateId, paper]));
    yield rows.flatMap(row => {
      const paper = byGraduate.get(row.graduateId);
      return paper ? [{ ...row, paper }] : [];
    });
  }
}

export async function runFormFile(printing: Printing, asked: Parameters, task: DeskTask): Promise<Worked> {
  const { platform } = printing;
  const view = withCode(await transferView(platform, { ...asked, scope: task.scope }));
  const made = await (asked.as === 'pdf' ? onePdf(printing, view, task) : zip(printing, view, task));
  if ('more' in made) return made;
  const { done, refused, file, sha256 } = made;
  // No form could be set, or no code lives any more.
  if (!file) return { done, total: done, refused };
  const detail = { form: formWords[asked.kind].form, as: asked.as, ...asked.filter, forms: done - refused };
  const who = { schoolId: view.inside.schoolId, actor: actorKey(task.actor), addressPrefix: asked.addressPrefix };
  const event = { at: platform.clock.now(), ...who, action: 'forms-downloaded', object: `desk-job:${task.id}`, detail };
  const noted = sha256 && [who.schoolId, sha256, asked.kind, done - refused, event.at];
  return {
    ...{ done, total: done, refused, file },
    finally: async tx => {
      if (noted) await tx.execute(noteFile, noted);
      await recordAuditEvent(tx, event, platform.vault);
    },
  };
}

const nameOf = ({ platform }: Printing, { kind }: CodeView, extension: string): string =>
  `${transferDetails[kind].title}-${formWords[kind].form}-${beijingDay(platform.clock.now())}.${extension}`;

/** Set without single signatures, and signed as a whole. A form with a character that no font has is left out, and counted. */
async function onePdf(printing: Printing, view: CodeView, task: DeskTask) {
  const { platform, press } = printing;
  const regions = await loadRegions(platform.database);
  const more = { signature: signatureOf(press, platform), createdAt: task.startedAt, inBulk: true };
  let [done, refused] = [0, 0];
  async function* set(rows: readonly { readonly paper: PaperRow }[]): AsyncGenerator<Buffer> {
    const documents = await Promise.all(rows.map(({ paper }) => documentOf(platform, view.kind, regions, paper)));
    const all = await renderForms(press.renderer, documents, more).catch(missing);
    if (all) yield all;
    else if (rows.length === 1) refused += 1;
    else for (const row of rows) yield* set([row]);
  }
  async function* parts(): AsyncGenerator<Buffer> {
    for await (const rows of rowsOf(printing, view))
      for (let from = 0; from < rows.length; from += setTogether) {
        const some = rows.slice(from, from + setTogether);
        yield* set(some);
        done += some.length;
        await task.progress({ done, refused });
      }
  }
  const rest = parts();
  const first = await rest.next();
  if (first.done) return { done, refused, file: undefined, sha256: undefined };
  const unsigned = await buffer(joinPdfs(startingWith(first.value, rest)));
  const { pdf, sha256 } = await signLongPdf(unsigned, signingOf(printing));
  const file = await task.keep(Readable.from(pieces(pdf)), nameOf(printing, view, 'pdf'), 'application/pdf');
  return { done, refused, file, sha256 };
}
/** In one piece it would be hashed, sealed and written in one go, and nobody else be answered meanwhile. */
function* pieces(pdf: Buffer): Generator<Buffer> {
  for (let from = 0; from < pdf.length; from += 256 * 1024) yield pdf.subarray(from, from + 256 * 1024);
}
async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
const missing = (error: unknown): undefined => {
  if (error instanceof MissingGlyphError) return undefined;
  throw error;
};

/** Each form signed and kept, some seconds at a time; when all are there they are packed. */
async function zip(printing: Printing, view: CodeView, task: DeskTask) {
  const distinct = distinctNames();
  const end = performance.now() + sliceMilliseconds;
  const ready: { readonly name: string; readonly at: Date; readonly paper: PaperRow }[] = [];
  let [refused, made] = [0, 0];
  for await (const rows of rowsOf(printing, view))
    for (const { name, studentNumber, examNumber, paper } of rows) {
      if (paper.fileId === null) {
        if (performance.now() > end) return { more: true as const };
        const pdf = await paperOf(printing, view.kind, paper).catch(missing);
        if (pdf) made += 1;
        else refused += 1;
      } else {
        const parts = [studentNumber ?? examNumber, name, paper.formNumber].map(fileNamePart);
        ready.push({ name: distinct(parts.join('-'), 'pdf'), at: paper.issuedAt, paper });
      }
      await task.progress({ done: ready.length + made + refused, refused });
    }
  // Once more, to find in the store what was made now.
  if (made > 0) return { more: true as const };
  if (ready.length === 0) return { done: refused, refused, file: undefined, sha256: undefined };
  const entries = ready.map(({ name, at, paper }) => ({
    ...{ name, at },
    open: async () => Readable.from([await paperOf(printing, view.kind, paper)]),
  }));
  const file = await task.keep(writeZip(entries), nameOf(printing, view, 'zip'), 'application/zip');
  return { done: ready.length + refused, refused, file, sha256: undefined };
}
