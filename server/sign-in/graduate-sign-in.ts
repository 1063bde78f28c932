import type { Refused } from '#domain/refusals.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import type { Redirect } from '#server/platform/http/serve-route.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import { SignInError } from '#server/platform/outside/sign-in-provider.ts';
import type { Platform } from '#server/platform/platform.ts';
import { knownDeviceOf, rememberDevice, signInBrowser } from '#server/sessions/index.ts';
import { type Admitted, admitGraduate } from './admit-graduate.ts';
import { keepPending, takePending } from './pending-sign-in.ts';
import { tellOfNewDevice } from './tell-of-sign-in.ts';

export type SignInProblem = 'cancelled' | 'sign-in-failed' | 'not-on-roster' | 'wechat-not-bound';
/** The address names the problem and nobody. */
export const backWith = (problem: SignInProblem): Redirect => ({ location: `/m/?problem=${problem}` });

/** Sends the browser to 学信网. */
export async function startGraduateSignIn(platform: Platform, visit: Visit): Promise<Redirect | Refused> {
  try {
    const { url, ...saved } = await platform.outside.signIn.begin();
    keepPending(platform, visit.reply, { at: 'chsi', ...saved });
    return { location: url };
  } catch (error) {
    return failed(platform, error);
  }
}

/** The browser is back from 学信网. */
export async function finishGraduateSignIn(platform: Platform, visit: Visit): Promise<Redirect | Refused> {
  const saved = takePending(platform, visit, 'chsi');
  if (!saved) return backWith('sign-in-failed');
  let admitted: Admitted | undefined;
  try {
    const person = await platform.outside.signIn.finish(`${platform.publicUrl}${visit.request.url}`, saved);
    admitted = await admitGraduate(platform, person);
  } catch (error) {
    return failed(platform, error);
  }
  if (!admitted) {
    await recordSignIn(platform, visit, undefined, 'not-on-roster');
    return backWith('not-on-roster');
  }
  return letIn(platform, visit, admitted, 'chsi');
}

export async function letIn(platform: Platform, visit: Visit, admitted: Admitted, way: 'chsi' | 'wechat'): Promise<Redirect> {
  const { personId, cohort } = admitted;
  const isKnown = knownDeviceOf(platform, visit.request, { personId }) !== undefined;
  // A bound WeChat opens the pages; what touches security asks for 学信网.
  const sessionId = await signInBrowser(platform, { kind: 'graduate', personId, cohort }, visit, { proven: way === 'chsi' });
  rememberDevice(platform, visit, { personId });
  await recordSignIn(platform, visit, admitted, way);
  if (!isKnown) await tellOfNewDevice(platform, { personId }, sessionId);
  return { location: '/m/' };
}

function recordSignIn(platform: Platform, visit: Visit, admitted: Admitted | undefined, how: string): Promise<void> {
  const who = admitted && `person:${admitted.personId}`;
  const event = {
    at: platform.clock.now(),
    schoolId: admitted?.schoolId,
    actor: who ?? 'anyone',
    action: who ? 'sign-in' : 'sign-in-failed',
    object: who ?? 'person',
    addressPrefix: visit.addressPrefix,
    detail: { how },
  } as const;
  return recordAuditEvent(platform.database, event, platform.vault);
}

function failed(platform: Platform, error: unknown): Redirect {
  if (!(error instanceof SignInError)) throw error;
  if (error.failure !== 'cancelled') platform.log.warn({ err: error }, 'a sign-in with 学信网 failed');
  return backWith(error.failure === 'cancelled' ? 'cancelled' : 'sign-in-failed');
}
