import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { backToOrigin, type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import { RevealCard } from '#web/desk/kit/case/RevealCard.tsx';
import { StepLine } from '#web/desk/kit/case/StepLine.tsx';
import { useRegions } from '#web/desk/kit/forms/use-regions.ts';
import { backToList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { reasonWords } from '#web/desk/kit/page/reason-words.ts';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { type Beside, Comparison } from './Comparison.tsx';
import { DestinationCard } from './DestinationCard.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { type RequestDetail, requestQuery } from './data/queries.ts';
import { OriginCard } from './OriginCard.tsx';
import { originRows } from './origin.ts';
import { RequestDecision } from './RequestDecision.tsx';
import { TransferFiles } from './TransferFiles.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly page: RequestDetail;
}

/** 审核详情: what is asked and reported on the left, the context on the right, the decision below. */
export default function RequestPage() {
  const kind = useKind();
  const id = Number(useParams<{ id: string }>().id);
  const found = useQuery(requestQuery(kind, id));
  useEffect(() => {
    rememberOpened(String(id));
  }, [id]);
  const back = <Link {...backToList(pathsOf(kind).requests)}>返回列表</Link>;
  return (
    <Loaded query={found} back={back}>
      {page => (
        <>
          <PageHead title={`${page.graduateName} – ${wordsOf(kind).title}${page.word}`} note={page.transferType}>
            <Link href={`${pathsOf(kind).records}/${page.graduateId}`}>查看{wordsOf(kind).title}</Link>
            {back}
          </PageHead>
          <State page={page} />
          <Detail kind={kind} page={page} />
          <RequestDecision key={page.id} kind={kind} page={page} />
        </>
      )}
    </Loaded>
  );
}

function State({ page }: { readonly page: RequestDetail }) {
  const waited = timeWaited(page.since, useNow());
  const { mine, waitsFor, tone, label, decision, steps } = page;
  return (
    <div className="card case-state">
      <StateTag tone={mine ? 'waiting' : tone} label={label} />
      {waitsFor && !mine ? <span className="quiet">等待{waitsFor}审核</span> : null}
      {waitsFor && waited ? <span className="quiet">{waited}</span> : null}
      {decision ? <p className="wrap">原因：{reasonWords(decision)}</p> : null}
      <StepLine steps={steps} />
    </div>
  );
}

function Detail({ kind, page }: Props) {
  const me = useMe();
  const { regions } = useRegions();
  const { title } = wordsOf(kind);
  const { asked, reported, origin, destination, graduate, graduateId, files, explanation, history } = page;
  const isToOrigin = page.transferType === transferDetails[kind].types.find(({ code }) => code === backToOrigin)?.name;
  const entry = originRows(kind, origin, regions);
  const beside: Beside[] = [
    { title: `已上报的${title}`, rows: reported?.rows ?? [], none: '尚未登记' },
    ...(isToOrigin && entry.length > 0 ? [{ title: wordsOf(kind).origin, rows: entry, none: '' }] : []),
  ];
  return (
    <div className="two-columns">
      <div>
        <Comparison asked={asked} beside={beside} />
        <section className="card">
          <h2>情况说明</h2>
          <p className={explanation ? 'wrap' : 'quiet'}>{explanation || '毕业生没有填写。'}</p>
        </section>
        <TransferFiles key={page.id} kind={kind} graduateId={graduateId} files={files} />
        {files.length === 0 ? <p className="quiet form-note">没有上传证明材料（选填）。</p> : null}
      </div>
      <div>
        <DestinationCard destination={destination} />
        <OriginCard kind={kind} origin={origin} />
        <Sections sections={[graduate]} />
        {may(me, 'personal.reveal') ? <RevealCard key={page.id} graduateId={graduateId} /> : null}
        <section className="card">
          <h2>办理记录</h2>
          <ol className="history">
            {history.toReversed().map(({ at, word, who, label, text }) => (
              <li key={`${at} ${word}`}>
                <p>
                  <strong>{word}</strong> {who} <span className="quiet">→ {label}</span>
                </p>
                <p className="quiet">
                  <Moment at={at} exact />
                </p>
                {text ? <p className="wrap">{text}</p> : null}
              </li>
            ))}
          </ol>
        </section>
      </div>
    </div>
  );
}
