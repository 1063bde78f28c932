import { refusalOf } from '#contract/client.ts';
import { sendAgain } from '#contract/send-again.ts';
import { onRepeat } from '#web/common/repeating.ts';
import { type Answer, addressOf, askForProof, call, NoAnswer, RequestRefused } from './api.ts';

export type UploadEndpoint =
  | 'POST /api/files'
  | 'POST /api/training-mode-files'
  | 'POST /api/roster/files'
  | 'POST /api/employer/invitation-batches'
  | 'POST /api/account-imports'
  | 'POST /api/archives/{kind}/import-files'
  | 'POST /api/receiving-office-imports'
  | 'POST /api/school/seal';

interface Upload {
  readonly file: File;
  /** Parts of the path. */
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly onProgress: (sent: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** One try, by XMLHttpRequest: it says how much has gone, which fetch cannot. */
const send = (address: string, key: string, { file, onProgress, signal }: Upload): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('file-name', encodeURIComponent(file.name));
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = event => onProgress(event.loaded, event.lengthComputable ? event.total : file.size);
    request.onload = () => {
      const headers = new Headers();
      for (const name of ['content-type', 'retry-after']) {
        const value = request.getResponseHeader(name);
        if (value !== null) headers.set(name, value);
      }
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.onerror = () => reject(new NoAnswer('网络没有回应，文件没有传完，请检查网络后重新上传。'));
    request.onabort = () => reject(new NoAnswer('上传已取消。'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });

/**
 * Sends a file and says how far it is. Sent again where no answer came: with the same key it is the same file. Once more also when it
 * touches security and the person has shown who they are.
 */
export async function upload<K extends UploadEndpoint>(endpoint: K, input: Upload): Promise<Answer<K>> {
  const key = crypto.randomUUID();
  const { signal } = input;
  const tryAll = () => sendAgain(() => send(addressOf(endpoint, input.params), key, input), { signal, onRepeat });
  let response = await tryAll();
  if (response.ok) return response.json();
  let { problem } = await refusalOf(response);
  if (problem.code === 'prove-again' && (await askForProof())) {
    response = await tryAll();
    if (response.ok) return response.json();
    ({ problem } = await refusalOf(response));
  }
  // The session is asked for again through the usual client, which tells the pages.
  if (response.status === 401) void call('GET /api/sessions').catch(() => undefined);
  throw new RequestRefused(problem);
}
