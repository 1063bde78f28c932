/** Sends a file in one request, again and again while the network is away; for places that take no pieces. */
import { NoAnswer, RequestRefused } from '#contract/client.ts';
import { type Delivery, rest } from './send-file.ts';

/** A connection that is dead without saying so; the server looks at the file within this time. */
const silenceMs = 60_000;
const pauses = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const triesAtMost = 20;

/** Resolves to what the server answers. Rejects with its refusal, with NoAnswer after minutes without a network, or when aborted. */
export async function sendWhole<Taken>(address: string, { content, name, signal, onProgress }: Delivery): Promise<Taken> {
  // The same key each time: what has arrived unanswered is not taken in twice.
  const key = crypto.randomUUID();
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await post<Taken>(address, { content, name, signal, onProgress }, key);
    } catch (error) {
      if (!(error instanceof NoAnswer) || tries >= triesAtMost) throw error;
      onProgress('waiting', 0);
      await rest(pauses[Math.min(tries, pauses.length - 1)] ?? 0, signal);
    }
  }
}

/** By XMLHttpRequest, since fetch does not tell how much has gone. */
const post = <Taken>(address: string, { content, name, signal, onProgress }: Delivery, key: string): Promise<Taken> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, silenceMs);
    const noAnswer = () => reject(new NoAnswer('网络没有回应，请检查网络后重试。'));
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('file-name', encodeURIComponent(name));
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      onProgress(loaded < content.size ? 'sending' : 'checking', loaded);
    };
    request.onerror = noAnswer;
    request.onabort = noAnswer;
    request.onload = () => {
      if (request.status === 200) resolve(request.response);
      else if (!request.response?.code || request.status >= 500) noAnswer();
      else reject(new RequestRefused(request.response));
    };
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    onProgress('sending', 0);
    request.send(content);
  });
