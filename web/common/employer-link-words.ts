import type { CasePage } from '#contract/routes/cases.ts';

type Link = NonNullable<CasePage['employerLink']>;
interface Words {
  readonly tone: 'inForce' | 'review' | 'waiting' | 'refused' | 'ended';
  readonly words: string;
}

const ofSms: Readonly<Record<Link['sms'], Words>> = {
  queued: { tone: 'review', words: '短信正在发送。' },
  sending: { tone: 'review', words: '短信正在发送。' },
  sent: { tone: 'inForce', words: '短信已发出，等待单位打开。' },
  failed: { tone: 'refused', words: '短信没有发出，请核对手机号码后重新发送，或把链接发给单位。' },
  unknown: { tone: 'waiting', words: '短信是否送达不明，请向单位确认；没有收到时，重新发送或把链接发给单位。' },
};

/** What became of the link that the employer was sent. */
export function linkStateWords({ isOver, openedAt, sms, tries }: Link): Words {
  if (isOver) return { tone: 'ended', words: '链接已过期，需要时请重新发送。' };
  if (openedAt) return { tone: 'inForce', words: '单位已打开链接，等待回传。' };
  if (sms === 'queued' && tries > 0) return { tone: 'waiting', words: `短信发送 ${tries} 次未成功，正在自动重试。` };
  return ofSms[sms];
}
