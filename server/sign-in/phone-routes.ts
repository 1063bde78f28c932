import * as contract from '#contract/routes/employer-access.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { letAccountIn } from './let-account-in.ts';
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
    await letAccountIn(platform, ask, signedIn);
    return { kind: signedIn.kind };
  }),
  serve(contract.resetPassword, ({ body, addressPrefix, sender }) => resetPassword(platform, { ...body, addressPrefix, sender })),
];
