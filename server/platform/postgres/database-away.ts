/** SQLSTATEs of a server that starts, stops or cannot be reached: classes 08 and 57P. */
const away = /^(08...|57P0[1-5])$/;
const lost: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** As the driver says it without a code. */
const words = /connection terminated|connection ended|timeout exceeded when trying to connect/i;

/** Whether a statement failed because the database was not there, which passes, and not because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('syscall' in error && error.syscall === 'connect') return true;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string') return away.test(code) || lost.has(code);
  return words.test(error.message);
}
