/** Sends a request again while there is no answer, or the server says that it will be back. */

/** No answer came: nothing is known of the outcome; sending the same key again is safe. */
export class NoAnswer extends Error {}

export interface Sending {
  readonly signal?: AbortSignal | undefined;
  /** Told when a first try came to nothing, and when the last has ended: people see that something goes on. */
  readonly onRepeat?: ((repeats: boolean) => void) | undefined;
  /** Milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const wait = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));
/** A proxy whose server restarts says the same as the server itself. */
const comesBack = new Set([502, 503, 504]);
const mostSilences = 2;
const mostAbsences = 3;
/** Longer nobody looks at a page that does nothing. Seconds. */
const longestWait = 10;

const secondsOf = (response: Response): number => Math.min(Number(response.headers.get('retry-after')) || 1, longestWait);

/** For reads, and for commands that carry an idempotency key: both may be sent again without harm. */
export async function sendAgain(send: () => Promise<Response>, { signal, onRepeat, pause = wait }: Sending): Promise<Response> {
  let repeats = false;
  const rest = async (milliseconds: number) => {
    if (!repeats) onRepeat?.(true);
    repeats = true;
    await pause(milliseconds);
  };
  let silences = 0;
  let absences = 0;
  try {
    for (;;) {
      try {
        const response = await send();
        if (!comesBack.has(response.status) || absences >= mostAbsences) return response;
        absences += 1;
        await rest(1000 * secondsOf(response));
      } catch (error) {
        if (signal?.aborted) throw error;
        if (silences >= mostSilences) throw new NoAnswer('网络没有回应，请检查网络后重试，内容不会丢失。', { cause: error });
        await rest(400 * 2 ** silences);
        silences += 1;
      }
      if (signal?.aborted) throw signal.reason;
    }
  } finally {
    if (repeats) onRepeat?.(false);
  }
}
