import { checkDocument, checkForm, publishKeys, takeChallenge } from '#contract/routes/verification.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { findDocument } from './check-document.ts';
import { createFormCheck } from './check-form.ts';
import type { Guard } from './guard.ts';

export function checkRoutes(platform: Platform, guard: Guard): Served[] {
  const { clock, statements } = platform;
  const forms = createFormCheck(platform);
  const keys = { keys: statements.published.map(key => ({ ...key })) };
  const { turnAway } = guard;
  return [
    serve(takeChallenge, async ({ sender, reply }) => {
      return guard.mayTakeChallenge(sender, reply) ?? guard.challenges.give();
    }),
    serve(
      checkForm,
      async ({ body: { kind, by, proof }, addressPrefix, sender, reply }) => {
        const key = forms.keyOf(by);
        const check = { network: sender, subject: key.toString('latin1') };
        const refusal = await guard.admit(check, proof, reply);
        if (refusal) return refusal;
        const checkedAt = clock.now();
        const asked = forms.check({ kind, by, addressPrefix }, key, checkedAt);
        if (!asked) return guard.busy();
        const answer = await asked;
        if (answer.found) guard.limits.found(check);
        return { checkedAt, ...answer };
      },
      { turnAway },
    ),
    serve(
      checkDocument,
      async ({ body: { sha256, proof }, sender, reply }) => {
        const check = { network: sender, subject: sha256 };
        const refusal = await guard.admit(check, proof, reply);
        if (refusal) return refusal;
        const checkedAt = clock.now();
        const found = (await findDocument(platform, sha256)) ?? null;
        if (found) guard.limits.found(check);
        return { checkedAt, found };
      },
      { turnAway },
    ),
    serve(publishKeys, async ({ reply }) => {
      // Anybody's page may verify what our paper says.
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      reply.header('cache-control', 'public, max-age=3600');
      return keys;
    }),
  ];
}
