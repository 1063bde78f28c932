import * as contract from '#contract/routes/employer-access.ts';
import { isRefused } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { rememberDevice, signInBrowser } from '#server/sessions/index.ts';
import { resetPassword, sendAccessCode, signInByCode } from './phone-access.ts';

/** An employer's people, by their phone. */
export const phoneRoutes = (platform: Platform): Served[] => [
  serve(contract.sendAccessCode, ({ body: { phone, purpose }, addressPrefix }) =>
    sendAccessCode(platform, phone, purpose, addressPrefix),
  ),
  serve(contract.signInByCode, async ask => {
    const { addressPrefix, sender } = ask;
    const signedIn = await signInByCode(platform, { ...ask.body, totp: ask.body.totp || undefined, addressPrefix, sender });
    if (isRefused(signedIn)) return signedIn;
    const { accountId, kind } = signedIn;
    const sessionId = await signInBrowser(platform, { kind, accountId }, ask);
    rememberDevice(platform, ask.reply, accountId);
    const [at, actor, object] = [platform.clock.now(), actorKey({ accountId }), `session:${sessionId}`];
    const event = { at, actor, action: 'sign-in', object, addressPrefix, detail: { by: 'sms' } } as const;
    await recordAuditEvent(platform.database, event, platform.vault);
    return { kind };
  }),
  serve(contract.resetPassword, ({ body, addressPrefix, sender }) => resetPassword(platform, { ...body, addressPrefix, sender })),
];
