import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { RevealCard } from '#web/desk/kit/case/RevealCard.tsx';
import { backToList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Rows, Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { ChangeHistory } from './ChangeHistory.tsx';
import { CheckNote } from './CheckNote.tsx';
import { DestinationCard } from './DestinationCard.tsx';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { type RecordDetail, recordQuery } from './data/queries.ts';
import { EditBar } from './EditBar.tsx';
import { OriginCard } from './OriginCard.tsx';
import { TransferFiles } from './TransferFiles.tsx';

/** One graduate's record: what is in force, where it came from, and all that led to it. */
export default function RecordPage() {
  const kind = useKind();
  const id = Number(useParams<{ graduate: string }>().graduate);
  const found = useQuery(recordQuery(kind, id));
  useEffect(() => {
    rememberOpened(String(id));
  }, [id]);
  const back = <Link {...backToList(pathsOf(kind).records)}>返回列表</Link>;
  return (
    <Loaded query={found} back={back}>
      {data => (
        <>
          <PageHead
            title={`${data.name} – ${wordsOf(kind).title}`}
            note={`${data.departmentName} · ${data.major} · ${data.cohort} 届`}
          >
            <Link href={`${pathsOf(kind).students}/${id}`}>查看毕业生</Link>
            {back}
          </PageHead>
          <Detail kind={kind} page={data} />
        </>
      )}
    </Loaded>
  );
}

interface Props {
  readonly kind: TransferKind;
  readonly page: RecordDetail;
}

function Detail({ kind, page }: Props) {
  const me = useMe();
  const { graduateId, record, graduate, destination, files, history } = page;
  return (
    <>
      <div className="card case-state">
        <StateTag tone={record.tone} label={record.label} />
        {record.tags.map(tag => (
          <span key={tag} className="mine">
            {tag}
          </span>
        ))}
        {record.source ? <span>来源：{record.source}</span> : null}
        {record.updatedAt ? (
          <span className="quiet">
            更新于 <Moment at={record.updatedAt} exact />
          </span>
        ) : null}
      </div>
      {record.note ? <CheckNote kind={kind} page={page} note={record.note} /> : null}
      <div className="two-columns">
        <div>
          <RecordCard kind={kind} page={page} />
          <Requests kind={kind} page={page} />
          <ChangeHistory history={history} />
        </div>
        <div>
          <DestinationCard destination={destination} />
          <OriginCard kind={kind} origin={page.origin} />
          <TransferFiles kind={kind} graduateId={graduateId} files={files} />
          <Sections sections={[graduate]} />
          {may(me, 'personal.reveal') ? <RevealCard graduateId={graduateId} /> : null}
        </div>
      </div>
      <EditBar kind={kind} page={page} />
    </>
  );
}

function RecordCard({ kind, page: { record } }: Props) {
  const { title } = wordsOf(kind);
  return (
    <section className="card">
      <h2>{record.state === 'lapsed' ? `已失效的${title}` : `已登记的${title}`}</h2>
      {record.section ? <Rows rows={record.section.rows} /> : <p className="quiet">还没有登记。</p>}
    </section>
  );
}

function Requests({ kind, page: { requests } }: Props) {
  return (
    <section className="card">
      <h2>申请记录</h2>
      {requests.length === 0 ? <p className="quiet">毕业生没有提交过申请。</p> : null}
      <ul className="student-lines">
        {requests.map(({ id, word, transferType, tone, label, submittedAt }) => (
          <li key={id}>
            <Link href={`${pathsOf(kind).requests}/${id}`} className="wrap">
              {word}：{transferType}
            </Link>
            <StateTag tone={tone} label={label} />
            <span className="quiet">
              <Moment at={submittedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
