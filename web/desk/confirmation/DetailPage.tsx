import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'wouter';
import { RevealCard } from '#web/desk/kit/case/RevealCard.tsx';
import { backToList, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Rows, Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { type ConfirmationDetail, detailQuery, paths } from './queries.ts';

/** One graduate's confirmation: how it is, what is wrong, what was said before, what is reported. */
export default function DetailPage() {
  const id = Number(useParams<{ graduate: string }>().graduate);
  const found = useQuery(detailQuery(id));
  useEffect(() => {
    rememberOpened(String(id));
  }, [id]);
  const back = <Link {...backToList(paths.list)}>返回列表</Link>;
  return (
    <Loaded query={found} back={back}>
      {data => (
        <>
          <PageHead title={`${data.name} – 登记确认`} note={`${data.departmentName} · ${data.major} · ${data.cohort} 届`}>
            <Link href={`/students/${id}`}>查看毕业生</Link>
            {back}
          </PageHead>
          <Detail page={data} />
        </>
      )}
    </Loaded>
  );
}

function Detail({ page }: { readonly page: ConfirmationDetail }) {
  const me = useMe();
  const { tone, label, since, wrong, parts, history, basics, graduate, graduateId, isLapsed } = page;
  return (
    <>
      <div className="card case-state">
        <StateTag tone={tone} label={label} />
        {since ? (
          <span className="quiet">
            更新于 <Moment at={since} exact />
          </span>
        ) : null}
        {isLapsed ? <span className="mine">已从学生名单中删除</span> : null}
      </div>
      <div className="two-columns">
        <div>
          {wrong ? <Wrong wrong={wrong} /> : null}
          {parts.map(part => (
            <Part key={part.part} part={part} />
          ))}
        </div>
        <div>
          <Sections sections={[basics, graduate]} />
          {may(me, 'personal.reveal') ? <RevealCard graduateId={graduateId} /> : null}
          <History history={history} />
        </div>
      </div>
    </>
  );
}

/** What is to be looked into, before everything else. */
function Wrong({ wrong: { parts, text } }: { readonly wrong: NonNullable<ConfirmationDetail['wrong']> }) {
  return (
    <section className="card confirmation-wrong">
      <h2>毕业生反映有误：{parts.map(({ title }) => title).join('、')}</h2>
      <p className="wrap">{text}</p>
      <p className="quiet">
        请与毕业生核对。信息更正后，状态恢复为「未确认」，并通知毕业生重新确认；核对后无误的，请毕业生重新确认。
      </p>
    </section>
  );
}

function Part({
  part: { title, rows, note, source, reportedAt, correct },
}: {
  readonly part: ConfirmationDetail['parts'][number];
}) {
  return (
    <section className="card confirmation-part">
      <h2>{title}</h2>
      {note ? <p className="note">{note}</p> : null}
      {rows ? <Rows rows={rows} /> : <p className="quiet">还没有登记。</p>}
      {source && reportedAt ? (
        <p className="quiet">
          来源：{source}，<Moment at={reportedAt} exact /> 上报
        </p>
      ) : null}
      {correct.sentence ? <p className="quiet">{correct.sentence}</p> : null}
      {correct.path ? (
        <p>
          <Link href={correct.path}>{correct.word}</Link>
        </p>
      ) : null}
      {correct.url ? (
        <p>
          <a href={correct.url} target="_blank" rel="noreferrer">
            {correct.word}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function History({ history }: Pick<ConfirmationDetail, 'history'>) {
  return (
    <section className="card">
      <h2>确认记录</h2>
      {history.length === 0 ? <p className="quiet">还没有确认过。</p> : null}
      <ol className="history">
        {history.map(({ at, label, tone, what, parts, text }) => (
          <li key={`${at} ${what}`}>
            <p>
              <StateTag tone={tone} label={label} />
            </p>
            <p>
              {what}
              {parts.length > 0 ? `：${parts.map(({ title }) => title).join('、')}` : ''}
            </p>
            {text ? <p className="wrap">{text}</p> : null}
            <p className="quiet">
              <Moment at={at} exact />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
