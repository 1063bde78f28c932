/** What a graduate reads of 核验授权, and of one of their codes. */
import type { z } from 'zod';
import type { getAuthorization, getAuthorizationCode } from '#contract/routes/authorization.ts';
import { daysToChoose, leadsOnFrom } from '#domain/authorization/authorize.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { checkPages } from '#domain/verification/check-words.ts';
import { formSections, formWords } from '#domain/verification/form.ts';
import { asReported, goesTo } from '#domain/verification/notices.ts';
import { qrPath } from '#server/platform/base/qr-path.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { findFormGraduate, openFormContent, qrOfForm } from '#server/verification/index.ts';
import { describeCheck, describeCode, describePaper, endOf, isOver } from './describe.ts';
import { type Authorizing, type Own, obstacleOf } from './own.ts';
import { documentWord, identityRefusal, provenAt } from './prove-identity.ts';
import { type CodeRow, findOwn, findOwnCode, selectChecks, selectOwnCodes } from './store.ts';

const checksAtMost = 100;

export async function readAuthorization(
  { platform }: Authorizing,
  { schoolId, graduateId }: Own,
  actor: Actor,
): Promise<z.input<typeof getAuthorization.answer> | Refused> {
  const { database, clock } = platform;
  const now = clock.now();
  const [graduate, own, settings, codes, checks, proven] = await Promise.all([
    findFormGraduate(database, { schoolId, graduateId }),
    database.first(findOwn, [schoolId, graduateId]),
    getSchoolSettings(database, schoolId),
    database.query(selectOwnCodes, [schoolId, graduateId]),
    database.query(selectChecks, [schoolId, graduateId, null, checksAtMost]),
    provenAt(platform, actor),
  ]);
  if (!graduate || !own) return refuse('not-found');
  const code = obstacleOf(graduate, own, settings, now);
  const over = codes.filter(one => isOver(one, now));
  const live = transferKinds.flatMap(kind => codes.filter(one => one.kind === kind && !isOver(one, now)));
  return {
    obstacle: code ? { code, sentence: sentenceOf(code), leadsOn: leadsOnFrom(code) } : null,
    kinds: transferKinds
      .filter(kind => kind !== 'hukou' || graduate.hukouTransferred)
      .map(kind => ({ kind, ...formWords[kind] })),
    days: daysToChoose(graduate.graduatesIn, now),
    identityProvenAt: proven ?? null,
    documentWord: documentWord(own.documentType),
    live: live.map(row => ({ ...describeCode(row), paper: describePaper(row) })),
    over: over.map(row => {
      const { at, reason } = endOf(row);
      return { ...describeCode(row), endedAt: at, reason };
    }),
    checks: checks.map(describeCheck),
  };
}

/** Where name and code are typed. */
export const checkUrlOf = ({ publicUrl }: Pick<Platform, 'publicUrl'>, { kind }: Pick<CodeRow, 'kind'>): string =>
  `${publicUrl}${checkPages[kind].path}`;

/** The code, and all that its paper says; to its holder alone, who has proved in this session who they are. */
export async function readCode(
  { platform }: Authorizing,
  { schoolId, graduateId }: Own,
  id: number,
  actor: Actor,
): Promise<z.input<typeof getAuthorizationCode.answer> | Refused> {
  const { database, vault, clock } = platform;
  const row = await database.first(findOwnCode, [schoolId, graduateId, id]);
  if (!row) return refuse('not-found');
  const unproven = await identityRefusal(platform, actor);
  if (unproven) return unproven;
  const [regions, history] = await Promise.all([
    loadRegions(database),
    database.query(selectChecks, [schoolId, graduateId, id, checksAtMost]),
  ]);
  const content = openFormContent(vault, row.contentSealed);
  const { kind, formNumber } = row;
  const over = isOver(row, clock.now());
  return {
    ...describeCode(row),
    paper: describePaper(row),
    shown: over
      ? null
      : {
          code: vault.open(row.codeSealed),
          // A screen has no folds: the lowest level makes the largest modules.
          qr: qrPath(await qrOfForm(platform, { kind, formNumber, content, token: vault.open(row.tokenSealed) }), 'L'),
          checkUrl: checkUrlOf(platform, row),
        },
    ended: over ? endOf(row) : null,
    sections: formSections(kind, content, regions).map(({ title, rows }) => ({ title, rows: [...rows] })),
    notes: [goesTo[kind], asReported].filter(note => note !== null),
    history: history.map(describeCheck),
  };
}
