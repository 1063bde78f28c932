/** 在线核验: what a form says now, or the one answer that says nothing. */
import type { Given as Answering } from '#contract/parts/route.ts';
import type { checkForm as checkRoute } from '#contract/routes/verification.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { notFoundWords } from '#domain/verification/check-words.ts';
import { type FormContent, formSections } from '#domain/verification/form.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { keyOfName, keyOfToken, keyOfTyped, openFormContent } from '#server/verification/index.ts';
import { gather } from './gather.ts';
import { type LiveCode, lookUp, type Question } from './look-up.ts';

export type Given = { readonly name: string; readonly code: string } | { readonly token: string };

/** Opened for each check that finds nothing, so that it takes as long as one that does. */
const nobody: FormContent = {
  basics: {
    ...{ name: '某某某', gender: '1', originRegion: '110101', schoolName: '某某大学', majorName: '计算机科学与技术' },
    ...{ educationLevel: '31', graduatesIn: '202706' },
  },
  destination: {
    destinationCategory: '10',
    destinationType: '10.01',
    employerName: '某某有限公司',
    employerRegionCode: '110101',
  },
  transfer: {
    ...{ transferType: '01', receiverName: '某某人力资源公共服务中心', receiverRegionCode: '110101' },
    ...{ receiverAddress: '某某路 1 号', receiverPostcode: '100000', receiverContact: '某某', receiverPhone: '010-00000000' },
  },
};
const { sentence, causes, remedies } = notFoundWords;
const notFound = { sentence, causes: [...causes], remedies: [...remedies] };

type Answer = Omit<Answering<typeof checkRoute>, 'checkedAt'>;
interface Ask {
  readonly kind: TransferKind;
  readonly by: Given;
  readonly addressPrefix: string;
}
export interface FormCheck {
  /** What was asked for, under our hash; a text that can be no code has one too. */
  readonly keyOf: (given: Given) => Buffer;
  /** Undefined: too many wait already. */
  readonly check: (ask: Ask, key: Buffer, at: Date) => Promise<Answer> | undefined;
}

export function createFormCheck({ database, vault }: Platform): FormCheck {
  const dummy: LiveCode = {
    purpose: 'authorization',
    formNumber: 'D20270101-00000000',
    contentSealed: vault.sealJson(nobody),
    expiresAt: new Date(0),
  };
  const ask = gather<Question, { readonly code: LiveCode | null }>(
    async questions => (await lookUp(database, questions)).map(code => ({ code })),
    { most: 200, atOnce: 4, mostWaiting: 5_000, answersEvery: 5 },
  );

  async function answer(kind: TransferKind, code: LiveCode | null): Promise<Answer> {
    const { purpose, formNumber, contentSealed, expiresAt } = code ?? dummy;
    const content = openFormContent(vault, contentSealed);
    const sections = formSections(kind, content, await loadRegions(database)).map(({ title, rows }) => ({
      title,
      rows: [...rows],
    }));
    const found = { purpose, formNumber, validUntil: expiresAt, sections };
    return code ? { found, notFound: null } : { found: null, notFound };
  }
  return {
    keyOf: given =>
      'token' in given
        ? keyOfToken(vault, given.token)
        : (keyOfTyped(vault, given.code) ?? vault.keyedHash(`no code:${given.code}`)),
    check({ kind, by, addressPrefix }, key, at) {
      const isTyped = 'name' in by;
      const nameHash = isTyped ? keyOfName(vault, by.name) : undefined;
      const question = {
        kind,
        way: isTyped ? ('typed' as const) : ('scanned' as const),
        key,
        nameHash,
        network: addressPrefix,
        at,
      };
      return ask(question)?.then(({ code }) => answer(kind, code));
    },
  };
}
