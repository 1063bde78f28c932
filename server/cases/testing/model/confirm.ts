/** 去向登记确认 in the model: what is read is said to be right or wrong; right is followed by a code of the graduate's own. */
import { randomUUID } from 'node:crypto';
import { isRefused } from '#domain/refusals.ts';
import { answer } from '#server/confirmation/answer.ts';
import { readOwn } from '#server/confirmation/read-own.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { contentsOf, endCodes, findFormGraduate, issueCodes } from '#server/verification/index.ts';
import type { TestCases } from '../cases.ts';
import type { Answer } from './world.ts';

/** Answers whether it was allowed. */
export async function confirm(
  { platform, registry }: TestCases,
  person: { readonly graduateId: number; readonly actor: Actor } | undefined,
  said: Answer,
): Promise<boolean> {
  const schoolId = person?.actor.graduate?.schoolId;
  if (!person || schoolId === undefined) return false;
  const { graduateId, actor } = person;
  const confirming = { platform, registry, heldOf: async () => undefined };
  const own = { kind: 'graduate', schoolId, graduateId } as const;
  const page = await readOwn(confirming, own);
  if (isRefused(page)) return false;
  const wrong = said === 'wrong' ? ({ parts: ['destination'], text: '单位名称有误' } as const) : { parts: [], text: '' };
  const given = { answer: said, seen: page.seen, ...wrong, parts: [...wrong.parts] };
  const answered = await answer(confirming, own, given, { actor, key: randomUUID(), addressPrefix: '127.0.0' });
  if (isRefused(answered)) return false;
  if (said === 'right') await authorize({ platform, registry }, own);
  return true;
}

async function authorize(
  { platform: { database, vault, clock }, registry }: Pick<TestCases, 'platform' | 'registry'>,
  whose: { readonly schoolId: number; readonly graduateId: number },
): Promise<void> {
  const [graduate, recorded, now] = [await findFormGraduate(database, whose), await registry.read(whose), clock.now()];
  const content = graduate && contentsOf(graduate, recorded)[0];
  if (!content) return;
  const issue = { graduateId: whose.graduateId, ...content, expiresAt: new Date('2028-12-31T16:00:00Z') };
  await database.transaction(async tx => {
    const { schoolId, graduateId } = whose;
    await endCodes(tx, { schoolId, graduateIds: [graduateId], reason: 'renewed', purpose: 'authorization', now });
    await issueCodes(tx, vault, { schoolId, purpose: 'authorization', issues: [issue], accountId: null, now });
  });
}
