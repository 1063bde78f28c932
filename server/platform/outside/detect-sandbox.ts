import { sandboxHeader } from './call-outside.ts';

/**
 * Whether a sandbox answers at the origin of `url`. False too when nobody answers there within five seconds, so production
 * also runs its clients with `refuseSandbox`, which looks at every answer.
 */
export async function isSandbox(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/.well-known/quxiang-sandbox', url), {
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    });
    await response.body?.cancel();
    return response.headers.has(sandboxHeader);
  } catch {
    return false;
  }
}
