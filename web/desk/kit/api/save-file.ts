import { NoAnswer, RequestRefused } from './api.ts';

/** Fetches a file and gives it to the browser to keep. A refusal comes as one, not as a file full of JSON. */
export async function saveFile(address: string): Promise<void> {
  const response = await fetch(address, { credentials: 'same-origin' }).catch(error => {
    throw new NoAnswer('网络没有回应，请检查网络后重试。', { cause: error });
  });
  if (!response.ok) throw new RequestRefused(await response.json());
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ? decodeURIComponent(name) : '下载.xlsx';
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
