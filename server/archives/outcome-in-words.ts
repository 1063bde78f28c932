import { formatBeijing } from '#domain/dates.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import type { Message } from '#server/messages/index.ts';
import type { Step } from '#server/requests/index.ts';
import type { TransferRequestRow } from './request-store.ts';

/** What the graduate is told of a step of their request. */
export function outcomeInWords(
  kind: TransferKind,
  { row, action, to, reason, by }: Step<TransferRequestRow>,
): Pick<Message, 'title' | 'text' | 'push' | 'about'> {
  const { title } = transferDetails[kind];
  const asked = row.action === 'register' ? '登记' : '修改';
  const request = `您${formatBeijing(row.submittedAt, 'minute')}提交的${title}${asked}申请`;
  const kept = asked === '修改' ? `原${title}仍有效` : '';
  if (action === 'close')
    return {
      title: `${title}${asked}${to.label}`,
      text: `${request}未在本届办理时间内审核完成，${to.label}。${kept && `${kept}。`}如有疑问，请联系学校就业部门。`,
      about: `${kind}:${row.cohort}`,
      push: 'any',
    };
  const because = reason ? `原因：${reason.reason}，${reason.text.replace(/。+$/, '')}。` : '';
  // A step on the way is no reason for an SMS.
  if (to.kind !== 'ends')
    return {
      title: `${title}${asked}：${by === 'department' ? '学院' : ''}审核已通过`,
      text: `${request}：${because}${to.label}。`,
      about: `${kind}:${row.cohort}`,
      push: 'wechat',
    };
  const next = action !== 'reject' ? '请登录查看。' : kept ? `${kept}，可以重新申请修改。` : '请按原因修改后重新登记。';
  return {
    title: `${title}${asked}${to.label}`,
    text: `${request}：${to.label}。${because}${next}`,
    about: `${kind}:${row.cohort}`,
    push: 'any',
  };
}
