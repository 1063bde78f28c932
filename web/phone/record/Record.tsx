import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { saidInWords } from '#domain/rules/field-marks.ts';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { ChangeList } from '#web/phone/kit/ChangeList.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { ObjectionSheet } from './ObjectionSheet.tsx';
import { useObjections, useRecord } from './use-record.ts';

type Entry = Answer<'GET /api/graduate/record'>['entries'][number];
type Objection = Entry['objections'][number];

const title = '我的登记记录';
const home = { back: '/' } as const;
const asks = 'object';

/** 我的登记记录: every change, by whom and from what to what; what is wrong can be objected to. */
export function Record() {
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useRecord();
  const obstacle = useObjections().data?.obstacle ?? null;
  const { open, show, close } = useSheet();
  if (isPending) return <Loading title={title} {...home} />;
  if (!data) return <Failed title={title} {...home} error={error} onRetry={refetch} />;
  const entries = data.pages.flatMap(page => page.entries);
  const asked = open?.startsWith(asks) ? open.slice(asks.length + 1) : undefined;
  const about = entries.find(({ key }) => key === asked);
  return (
    <>
      <Page title={title} {...home}>
        {error && <ProblemNotice error={error} onRetry={refetch} />}
        <section className="card stack">
          <p>签约、登记、名单信息和上报信息的每一次变动都记录在这里。认为有误的，可在该条记录下提出异议，由学校答复。</p>
          {obstacle ? (
            <p className="note">{obstacle}</p>
          ) : (
            <button type="button" className="button button-wide" onClick={() => show(asks)}>
              对登记记录整体提出异议
            </button>
          )}
        </section>
        <General />
        {entries.length === 0 && (
          <section className="card empty">
            <p className="card-title">还没有变动</p>
            <p className="soft">开始签约或登记后，每一步都会记录在这里。</p>
          </section>
        )}
        <ul className="stack">
          {entries.map(entry => (
            <li key={entry.key}>
              <OneEntry entry={entry} onObject={obstacle ? undefined : () => show(`${asks}:${entry.key}`)} />
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <button type="button" className="button button-wide" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
            {isFetchingNextPage ? '正在加载' : '查看更早的记录'}
          </button>
        )}
      </Page>
      {asked !== undefined && (about || asked === '') && (
        <ObjectionSheet key={asked} about={about?.key ?? null} title={about?.title ?? ''} onClose={close} />
      )}
    </>
  );
}

function OneEntry({ entry, onObject }: { readonly entry: Entry; readonly onObject: (() => void) | undefined }) {
  const { kind, title: what, who, at, reason, changes, caseRef, objections } = entry;
  const words = reason && [reason.reason, saidInWords(reason)].filter(text => text !== '').join('；');
  const isAwaited = objections.some(({ tone }) => tone === 'waiting');
  return (
    <article className="card entry">
      <p className="note">
        {kind} · <time dateTime={at}>{exactTime(at, 'second')}</time>
      </p>
      <h2 className="card-title">{what}</h2>
      <p className="note">办理：{who}</p>
      {words && <p>说明：{words}</p>}
      <ChangeList changes={changes} />
      {objections.map(objection => (
        <OneObjection key={objection.id} objection={objection} />
      ))}
      <p className="message-foot">
        {caseRef && (
          <Link href={`/cases/${caseRef}`} className="button button-small">
            查看详情
          </Link>
        )}
        {!isAwaited && onObject && (
          <button type="button" className="button button-small" onClick={onObject}>
            提出异议
          </button>
        )}
      </p>
    </article>
  );
}

const OneObjection = ({ objection: { label, tone, text, filedAt, answer, answeredAt } }: { readonly objection: Objection }) => (
  <div className={tone === 'waiting' ? 'notice notice-slim tone-waiting' : 'notice notice-slim tone-review'}>
    <p>
      <ToneTag tone={tone} label={label} />
    </p>
    <p>您的异议：{text}</p>
    <p className="note">{exactTime(filedAt)}</p>
    {answer !== null && <p>学校答复：{answer}</p>}
    {answeredAt && <p className="note">{exactTime(answeredAt)}</p>}
  </div>
);

/** The objections to the record as a whole; the others are shown at their entries. */
function General() {
  const { data } = useObjections();
  const general = data?.objections.filter(({ isGeneral }) => isGeneral) ?? [];
  if (general.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="general">
      <h2 className="card-title" id="general">
        对登记记录整体的异议
      </h2>
      {general.map(objection => (
        <OneObjection key={objection.id} objection={objection} />
      ))}
    </section>
  );
}
