import { RequestRefused } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';

/** A picture larger than this is made smaller before it travels: 1.6 Mbit/s take ten seconds for it. */
const worthShrinking = 1_500_000;
const longestSide = 2600;

/** Turned upright, freed of metadata and made smaller by the browser; as it is when the browser cannot draw it (HEIC) or gains nothing. */
export async function shrinkPicture(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') || file.size <= worthShrinking) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return small && small.size < file.size ? small : file;
  } catch {
    return file;
  }
}

interface Upload {
  readonly address: string;
  readonly content: Blob;
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** By XMLHttpRequest, since fetch does not tell how much has gone. Rejects with the server's refusal, or with a plain Error when no answer came. */
export function uploadFile({ address, content, name, headers = {}, onProgress }: Upload): Promise<CaseFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('file-name', encodeURIComponent(name));
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Error('网络没有回应，请检查网络后重试。'));
    request.onload = () => {
      const answer = request.response;
      if (request.status === 200) resolve(answer);
      else reject(answer?.code ? new RequestRefused(answer) : new Error('上传没有成功，请重试。'));
    };
    request.send(content);
  });
}
