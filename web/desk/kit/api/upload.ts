import type { Problem } from '#contract/problem.ts';
import { type Answer, addressOf, askForProof, call, codeOf, NoAnswer, RequestRefused } from './api.ts';

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

const unreadable: Problem = {
  type: 'about:blank',
  title: '文件没有上传成功，请稍后重试。',
  status: 0,
  code: 'internal',
};

/** Sends a file and says how far it is; once more when it touches security and the person has shown who they are. */
export async function upload<K extends UploadEndpoint>(endpoint: K, it: Upload): Promise<Answer<K>> {
  try {
    return await sendFile(endpoint, it);
  } catch (error) {
    if (codeOf(error) === 'prove-again' && (await askForProof())) return sendFile(endpoint, it);
    throw error;
  }
}

/** fetch cannot say how far it is, XMLHttpRequest can. */
function sendFile<K extends UploadEndpoint>(endpoint: K, { file, params, onProgress, signal }: Upload): Promise<Answer<K>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(endpoint, params));
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('file-name', encodeURIComponent(file.name));
    request.setRequestHeader('idempotency-key', crypto.randomUUID());
    request.responseType = 'json';
    request.upload.onprogress = event => onProgress(event.loaded, event.lengthComputable ? event.total : file.size);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else {
        const problem: Partial<Problem> | null = request.response;
        // The session is asked for again through the usual client, which tells the pages.
        if (request.status === 401) void call('GET /api/sessions').catch(() => undefined);
        reject(new RequestRefused({ ...unreadable, status: request.status, ...problem }));
      }
    };
    request.onerror = () => reject(new NoAnswer('网络没有回应，文件没有传完，请检查网络后重新上传。'));
    request.onabort = () => reject(new NoAnswer('上传已取消。'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
