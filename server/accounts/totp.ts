import { Secret, TOTP } from 'otpauth';

const period = 30;
const totpOf = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret), period });
const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / period);

/** The time step that a one-time password (RFC 6238) belongs to: the present one or a neighbour, for clocks that differ. */
export function findTotpStep(secret: string, token: string, now: Date): number | undefined {
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : stepAt(now) + delta;
}

/** The password of the first step that has not been used and would be taken: the present one, or the next. */
export function nextTotp(secret: string, lastStep: number, now: Date): string {
  const step = Math.min(Math.max(stepAt(now), lastStep + 1), stepAt(now) + 1);
  return totpOf(secret).generate({ timestamp: step * period * 1000 });
}
