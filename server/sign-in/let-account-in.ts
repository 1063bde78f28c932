import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import { knownDeviceOf, rememberDevice, signInBrowser } from '#server/sessions/index.ts';
import type { SignedIn } from './sign-in.ts';
import { tellOfNewDevice, tellOfRecoveryCode } from './tell-of-sign-in.ts';

/** Opens the session of somebody who has proved who they are, and tells the person when the browser is a new one. */
export async function letAccountIn(platform: Platform, visit: Visit, { accountId, kind, schoolId, by }: SignedIn): Promise<void> {
  const { database, vault, clock } = platform;
  const isKnown = knownDeviceOf(platform, visit.request, { accountId }) !== undefined;
  const sessionId = await signInBrowser(platform, { kind, accountId }, visit);
  rememberDevice(platform, visit, { accountId });
  const actor = actorKey({ accountId });
  const { addressPrefix } = visit;
  const event = {
    at: clock.now(),
    schoolId,
    actor,
    action: 'sign-in',
    object: `session:${sessionId}`,
    addressPrefix,
    detail: { by },
  };
  await recordAuditEvent(database, event, vault);
  if (by === 'recovery-code') await tellOfRecoveryCode(platform, accountId, sessionId);
  if (!isKnown) await tellOfNewDevice(platform, { accountId }, sessionId);
}
