import { Link, useLocation } from 'wouter';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { FilesCard } from './FileList.tsx';
import { RecordCard } from './RecordCard.tsx';
import { RequestCard } from './RequestCard.tsx';
import { type Transfer, useTransfer } from './use-transfer.ts';

/** The latest ones can be read at a glance; the others are folded. */
const atOnce = 4;

/** What is recorded, and everything that was asked for. Graduate guide on archive and hukou §4.1, §5.1. */
export function RecordPage({ kind }: { readonly kind: TransferKind }) {
  const { data, error, refetch, isPending } = useTransfer(kind);
  const place = { title: transferDetails[kind].module, back: '/' };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  // Its card says it at length.
  const isLapsed = data.record.state === 'lapsed';
  return (
    <Page {...place} bar={data.actions.length > 0 && <Actions kind={kind} transfer={data} />}>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {data.obstacle && !isLapsed && (
        <div className="notice tone-ended" role="status">
          <p className="notice-title">现在不能办理</p>
          <p>{data.obstacle.sentence}</p>
        </div>
      )}
      {!(data.obstacle && data.record.state === 'unregistered') && <RecordCard kind={kind} record={data.record} />}
      <FilesCard kind={kind} graduateId={data.graduateId} files={data.files} />
      <Requests kind={kind} transfer={data} />
    </Page>
  );
}

interface PartProps {
  readonly kind: TransferKind;
  readonly transfer: Transfer;
}

function Requests({ kind, transfer: { requests, obstacle } }: PartProps) {
  if (obstacle && requests.length === 0) return null;
  const [latest, earlier] = [requests.slice(0, atOnce), requests.slice(atOnce)];
  const cards = (some: typeof requests) => some.map(request => <RequestCard key={request.id} kind={kind} request={request} />);
  return (
    <section aria-labelledby="requests" className="stack">
      <h2 id="requests">申请记录</h2>
      {requests.length === 0 && (
        <div className="card empty">
          <p className="soft">提交申请后，在这里查看审核状态。</p>
        </div>
      )}
      {cards(latest)}
      {earlier.length > 0 && (
        <details className="stack">
          <summary className="fold-summary">更早的申请（{earlier.length} 项）</summary>
          <div className="stack">{cards(earlier)}</div>
        </details>
      )}
    </section>
  );
}

/** 档案信息登记 or 档案信息修改, at the thumb; closed ones stay, and say why. */
function Actions({ kind, transfer: { actions, draftSavedAt, obstacle } }: PartProps) {
  const [, go] = useLocation();
  const waits = actions.find(one => one.obstacle)?.obstacle;
  return (
    <>
      {/* What closes the whole module is said at the top. */}
      {waits && !obstacle && (
        <p className="note" id="closed">
          {waits.sentence}
        </p>
      )}
      {!waits && draftSavedAt && <p className="note">有一份没有提交的草稿，{exactTime(draftSavedAt)} 暂存</p>}
      <div className="bar-buttons">
        {actions.map(({ action, word, obstacle: closed }) => (
          <button
            key={action}
            type="button"
            className="button button-main"
            disabled={closed !== null}
            aria-describedby={closed && !obstacle ? 'closed' : undefined}
            onClick={() => go(`/archives/${kind}/form`)}
          >
            {draftSavedAt && !closed ? '继续填写' : `${transferDetails[kind].title}${word}`}
          </button>
        ))}
      </div>
    </>
  );
}

/** Back to where the record and the requests are. */
export const RecordLink = ({ kind, children }: { readonly kind: TransferKind; readonly children: string }) => (
  <Link href={`/archives/${kind}`} className="button button-wide">
    {children}
  </Link>
);
