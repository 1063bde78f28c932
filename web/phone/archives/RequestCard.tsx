import { Link } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import { StepLine } from '#web/common/StepLine.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { WaitingWith } from '#web/phone/kit/WaitingWith.tsx';
import type { Transfer } from './use-transfer.ts';

type Request = Transfer['requests'][number];

/** Why a request was not passed. */
export const decisionWords = ({ reason, text }: NonNullable<Request['decision']>): string =>
  [reason, text].filter(one => one !== '').join('；');

/** One of the 申请记录: its state, who has it and since when, and why it was not passed. */
export function RequestCard({ kind, request }: { readonly kind: TransferKind; readonly request: Request }) {
  const { id, word, tone, label, transferType, decision, waitsFor, since, submittedAt, steps } = request;
  return (
    <article className="card case-card">
      <p className="case-card-head">
        <ToneTag tone={tone} label={label} />
        <time className="soft" dateTime={submittedAt}>
          {exactTime(submittedAt)}
        </time>
      </p>
      <h3 className="case-card-name">
        <Link href={`/archives/${kind}/requests/${id}`} className="case-card-link">
          {word}申请：{transferType}
        </Link>
      </h3>
      {decision && <p className="notice notice-slim tone-refused">原因：{decisionWords(decision)}</p>}
      {waitsFor && <StepLine steps={steps} brief />}
      <div className="case-card-foot">
        <WaitingWith waitsFor={waitsFor} mine={false} since={since} />
        <span className="case-card-next" aria-hidden="true">
          查看详情
          <Icon name="onward" />
        </span>
      </div>
    </article>
  );
}
