import { useLocation, useSearch } from 'wouter';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { StepLine } from '#web/common/StepLine.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { ChangeList } from '#web/phone/kit/ChangeList.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { WaitingWith } from '#web/phone/kit/WaitingWith.tsx';
import { FilesCard } from './FileList.tsx';
import { RecordLink } from './RecordPage.tsx';
import { decisionWords } from './RequestCard.tsx';
import { type TransferRequest, useTransferRequest } from './use-transfer.ts';

interface Props {
  readonly kind: TransferKind;
  readonly id: number;
}
interface PartProps {
  readonly kind: TransferKind;
  readonly request: TransferRequest;
}

/** 申请记录详情: what was asked for, how far it is, why it was not passed. */
export function RequestPage({ kind, id }: Props) {
  const { data: request, error, refetch, isPending } = useTransferRequest(kind, id);
  const done = new URLSearchParams(useSearch()).get('done');
  const place = { title: '申请记录', back: `/archives/${kind}` };
  if (isPending) return <Loading {...place} />;
  if (!request) return <Failed {...place} error={error} onRetry={refetch} />;
  return (
    <Page {...place} bar={<Bar kind={kind} request={request} />}>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {done && <Result kind={kind} request={request} />}
      <Head kind={kind} request={request} />
      {request.changes.length > 0 && (
        <section className="card" aria-labelledby="changes">
          <h2 className="card-title" id="changes">
            修改内容
          </h2>
          <ChangeList changes={request.changes} />
        </section>
      )}
      <SectionRows section={request.asked} />
      {request.explanation && (
        <section className="card stack" aria-labelledby="explanation">
          <h2 className="card-title" id="explanation">
            情况说明
          </h2>
          <p className="explanation">{request.explanation}</p>
        </section>
      )}
      <FilesCard kind={kind} graduateId={request.graduateId} files={request.files} />
      <History entries={request.history} />
    </Page>
  );
}

/** What was just done, and what comes next. */
function Result({ kind, request: { waitsFor, actions } }: PartProps) {
  // Somebody has decided since.
  if (!waitsFor || actions.some(({ action, obstacle }) => action === 'edit' && obstacle)) return null;
  return (
    <div className="notice tone-inForce" role="status">
      <p className="notice-title">已提交审核</p>
      <p>
        下一步由{waitsFor}审核，结果会以消息告知您。审核通过后，{transferDetails[kind].title}
        显示在登记页。院校均未审核之前，可以点「修改申请」。
      </p>
    </div>
  );
}

const Head = ({ kind, request }: PartProps) => {
  const { tone, label, word, submittedAt, waitsFor, since, decision, steps, action, state } = request;
  const { title } = transferDetails[kind];
  return (
    <section className="card stack" aria-labelledby="request">
      <p>
        <ToneTag tone={tone} label={label} />
      </p>
      <div>
        <h2 id="request" className="case-name">
          {title}
          {word}申请
        </h2>
        <p className="soft">
          <time dateTime={submittedAt}>{exactTime(submittedAt)}</time> 提交
        </p>
        <WaitingWith waitsFor={waitsFor} mine={false} since={since} />
      </div>
      {state === 'rejected' && (
        <div className="notice tone-refused">
          <p className="notice-title">{decision ? `原因：${decisionWords(decision)}` : '审核不通过'}</p>
          <p>{action === 'modify' ? `原${title}仍有效，可以重新申请修改。` : `${title}没有登记成功，可以重新登记。`}</p>
        </div>
      )}
      <StepLine steps={steps} />
    </section>
  );
};

function Bar({ kind, request: { id, actions } }: PartProps) {
  const [, go] = useLocation();
  const edit = actions.find(({ action }) => action === 'edit');
  if (!edit) return <RecordLink kind={kind}>{`返回${transferDetails[kind].module}`}</RecordLink>;
  return (
    <>
      {edit.obstacle && (
        <p className="note" id="closed">
          {edit.obstacle.sentence}
        </p>
      )}
      <button
        type="button"
        className="button button-wide"
        disabled={edit.obstacle !== null}
        aria-describedby={edit.obstacle ? 'closed' : undefined}
        onClick={() => go(`/archives/${kind}/requests/${id}/edit`)}
      >
        {edit.word}
      </button>
    </>
  );
}

/** Everything that happened, the latest first. */
function History({ entries }: { readonly entries: TransferRequest['history'] }) {
  if (entries.length === 0) return null;
  return (
    <details className="card history">
      <summary>办理记录（{entries.length}）</summary>
      <ol className="stack parts">
        {entries
          .toSorted((a, b) => b.at.localeCompare(a.at))
          .map(({ at, word, who, label, text }) => (
            <li key={at}>
              <p>{label}</p>
              <p className="note">
                {who} · {word} · <time dateTime={at}>{exactTime(at, 'second')}</time>
              </p>
              {text && <p className="note">{text}</p>}
            </li>
          ))}
      </ol>
    </details>
  );
}
