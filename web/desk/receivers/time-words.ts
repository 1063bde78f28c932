import type { ReceiverEntry } from '#contract/routes/receivers.ts';
import type { Tone } from '#web/common/tokens/tokens.ts';

/** Where an entry's period lies, seen from today. */
export const times: Readonly<Record<ReceiverEntry['time'], { readonly tone: Tone; readonly label: string }>> = {
  now: { tone: 'inForce', label: '有效' },
  ahead: { tone: 'review', label: '尚未启用' },
  ended: { tone: 'ended', label: '已停用' },
};
