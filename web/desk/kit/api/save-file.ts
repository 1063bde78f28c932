import { type RequestRefused, refusalOf } from '#contract/client.ts';
import { sendAgain } from '#contract/send-again.ts';
import { onRepeat } from '#web/common/repeating.ts';
import { type Place, tellSessionEnded } from './api.ts';

/** Fetches a file and gives it to the browser to keep. A refusal comes as one, not as a file full of JSON. */
export async function saveFile({ address, headers }: Place): Promise<void> {
  const response = await sendAgain(() => fetch(address, { headers, credentials: 'same-origin' }), { onRepeat });
  if (!response.ok) {
    const refusal: RequestRefused = await refusalOf(response);
    if (refusal.problem.code === 'not-signed-in') tellSessionEnded();
    throw refusal;
  }
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ? decodeURIComponent(name) : '下载.xlsx';
  link.click();
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
