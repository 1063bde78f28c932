/** Makes, signs and stores the form of a code, once. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formSections } from '#domain/verification/form.ts';
import { compareWithRegistry } from '#server/confirmation/index.ts';
import { type Press, signatureOf } from '#server/documents/index.ts';
import { sealFile } from '#server/platform/files/sealed-file.ts';
import { defineJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import { MissingGlyphError } from '#server/platform/pdf/fonts.ts';
import { signPdf } from '#server/platform/pdf/sign-pdf.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { openFormContent, qrOfForm, renderForm } from '#server/verification/index.ts';
import type { Authorizing } from './own.ts';
import { checkUrlOf } from './read-authorization.ts';
import { type CodeRow, findCode, markFormFailed, markFormReady } from './store.ts';

export const makeFormJob = defineJob('authorization.make-form', z.object({ schoolId: z.number(), codeId: z.number() }), {
  title: '生成去向登记信息表',
});

/** Longest form, bytes. */
const maxBytes = 10 * 1024 * 1024;

/** A detail may have changed between the registry's answer and the code: it is compared before the form is set. */
async function freshCode({ platform, registry }: Authorizing, schoolId: number, codeId: number): Promise<CodeRow | undefined> {
  const before = await platform.database.first(findCode, [schoolId, codeId]);
  if (!before || before.endedAt || before.paper === 'ready') return undefined;
  await compareWithRegistry(platform, registry, { schoolId, graduateId: before.graduateId });
  const code = await platform.database.first(findCode, [schoolId, codeId]);
  return code?.endedAt ? undefined : code;
}

/**
 * A missing glyph or a failing timestamp authority leaves the form failed, with the reason for its holder, and throws, so that the queue
 * shows it and tries again; a weaker form is never made instead. A code that has ended needs none.
 */
export async function makeForm(
  authorizing: Authorizing,
  press: Press,
  { schoolId, codeId }: { readonly schoolId: number; readonly codeId: number },
): Promise<void> {
  const { platform } = authorizing;
  const { database, vault, clock, outside, files } = platform;
  const code = await freshCode(authorizing, schoolId, codeId);
  if (!code) return;
  try {
    const { pdf, level, signedAt } = await signPdf(await unsignedForm(platform, press, code), {
      certificate: press.certificate,
      signedAt: clock.now(),
      reason: 'Registration form',
      ...(outside.timestamp ? { timestamp: outside.timestamp } : {}),
    });
    const stored = await files.put(sealFile(vault, oneChunk(pdf)), { maxBytes });
    if ('refused' in stored) throw new Error(`a form could not be stored: ${stored.refused}`);
    const { subject, isTest } = press.certificate;
    const digest = createHash('sha256').update(pdf).digest();
    await database.execute(markFormReady, [schoolId, codeId, stored.id, pdf.length, digest, level, subject, isTest, signedAt]);
  } catch (error) {
    await database.execute(markFormFailed, [schoolId, codeId, reasonFor(error)]);
    throw error;
  }
}

async function unsignedForm(platform: Platform, press: Press, code: CodeRow): Promise<Buffer> {
  const { vault, database } = platform;
  const { kind, formNumber, issuedAt, expiresAt } = code;
  const content = openFormContent(vault, code.contentSealed);
  const token = vault.open(code.tokenSealed);
  return renderForm(
    press.renderer,
    {
      ...{ kind, purpose: 'authorization', formNumber, issuedAt, expiresAt },
      code: vault.open(code.codeSealed),
      qr: await qrOfForm(platform, { kind, formNumber, content, token }),
      sections: formSections(kind, content, await loadRegions(database)),
      checkUrl: checkUrlOf(platform, code),
    },
    signatureOf(press, platform),
  );
}

async function* oneChunk(pdf: Buffer): AsyncIterable<Uint8Array> {
  yield pdf;
}

const reasonFor = (error: unknown): string =>
  error instanceof MissingGlyphError
    ? `字库中没有这些字：${error.characters.join('、')}。平台正在处理，安装字库后会自动生成，无需重新授权。`
    : '生成或签章暂未成功，系统会自动重试，无需重新授权。核验编号可以先使用。';

export const makeForms = (authorizing: Authorizing, press: Press): JobHandler =>
  handle(makeFormJob, ref => makeForm(authorizing, press, ref));
