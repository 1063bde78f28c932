import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { Link, useSearchParams } from 'wouter';
import { guideFor } from '#domain/guides.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { pathsOf, useKind, wordsOf } from './data/kind.ts';
import { homeQuery, optionsQuery } from './data/queries.ts';

type Home = Answer<'GET /api/archives/{kind}/home'>;

/** 首页: what waits for me, live; each number opens the list that it counts. */
export default function HomePage() {
  const kind = useKind();
  const [search, setSearch] = useSearchParams();
  const asked = Number(search.get('cohort')) || undefined;
  const home = useQuery(homeQuery(kind, asked));
  const cohorts = useQuery(optionsQuery(kind)).data?.cohorts ?? [];
  const guide = guideFor(useMe().kind);
  const { title } = wordsOf(kind);
  return (
    <>
      <PageHead title={`${title}管理`} note="待审核的统计数据，实时更新。点击数字查看名单。">
        {cohorts.length > 1 && home.data?.cohort ? (
          <Select
            aria-label="届别"
            value={home.data.cohort}
            options={cohorts.map(value => ({ value, label: `${value} 届` }))}
            onChange={value => setSearch({ cohort: String(value) }, { replace: true })}
          />
        ) : null}
        {guide ? (
          <Button href={`/api/guides/${guide}`} target="_blank">
            操作指南（PDF）
          </Button>
        ) : null}
      </PageHead>
      <Loaded query={home}>{data => <Numbers kind={kind} home={data} />}</Loaded>
    </>
  );
}

function Numbers({ kind, home: { cohort, waiting, requests, records } }: { readonly kind: TransferKind; readonly home: Home }) {
  const paths = pathsOf(kind);
  const ofCohort = cohort ? `&cohort=${cohort}` : '';
  return (
    <>
      <ul className="home-numbers">
        <li>
          <Link href={paths.requests} className={waiting > 0 ? 'home-number waits' : 'home-number'}>
            <span>申请记录</span>
            <strong>{countWords(waiting)}</strong>
            <span className="quiet">件待我处理</span>
          </Link>
        </li>
        {records.map(({ state, label, count }) => (
          <li key={state}>
            <Link href={`${paths.records}?state=${state}${ofCohort}`} className="home-number">
              <span>{label}</span>
              <strong>{countWords(count)}</strong>
              <span className="quiet">名毕业生{cohort ? `（${cohort} 届）` : ''}</span>
            </Link>
          </li>
        ))}
      </ul>
      <section className="card">
        <h2>申请记录</h2>
        {requests.every(({ count }) => count === 0) ? <p className="quiet">还没有申请。</p> : null}
        <ul className="counts">
          {requests
            .filter(({ count, mine }) => count > 0 || mine)
            .map(({ state, label, tone, count, mine }) => (
              <li key={state}>
                <Link href={`${paths.requests}?state=${state}`}>
                  <StateTag tone={mine ? 'waiting' : tone} label={label} />
                  {mine ? <span className="mine">待我处理</span> : null}
                  <strong>{countWords(count)}</strong>
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </>
  );
}
