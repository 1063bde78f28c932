import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { guideFor } from '#domain/guides.ts';
import { deskHomeQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { countWords } from '../app/words.ts';
import { WaitingRequests } from '../corrections/WaitingRequests.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { listAddress } from './case-lists.ts';

type Flow = Answer<'GET /api/desk/home'>['flows'][number];

/** 首页: what waits, live; each number opens the list that it counts. */
export default function DeskHomePage() {
  const home = useQuery(deskHomeQuery);
  const guide = guideFor(useMe().kind);
  return (
    <>
      <PageHead title="首页" note="待审核的统计数据，实时更新。点击数字查看名单。">
        {guide ? (
          <Button href={`/api/guides/${guide}`} target="_blank">
            操作指南（PDF）
          </Button>
        ) : null}
      </PageHead>
      <Loaded query={home}>
        {({ flows }) => (
          <>
            <ul className="home-numbers">
              {flows.map(({ flow, title, waiting }) => (
                <li key={flow}>
                  <Link href={listAddress(flow)} className={waiting > 0 ? 'home-number waits' : 'home-number'}>
                    <span>{title}</span>
                    <strong>{countWords(waiting)}</strong>
                    <span className="quiet">件待我处理</span>
                  </Link>
                </li>
              ))}
              <WaitingRequests />
            </ul>
            <div className="home-flows">
              {flows.map(flow => (
                <FlowCard key={flow.flow} flow={flow} />
              ))}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

/** All that stands somewhere, and what waits for me even when it is none: the eye looks for it at its place. */
function FlowCard({ flow: { flow, title, states } }: { readonly flow: Flow }) {
  const shown = states.filter(({ count, mine }) => count > 0 || mine);
  const isEmpty = states.every(({ count }) => count === 0);
  return (
    <section className="card">
      <h2>{title}</h2>
      {isEmpty ? (
        <p className="quiet">还没有记录。</p>
      ) : (
        <ul className="counts one-column">
          {shown.map(({ state, label, tone, count, mine }) => (
            <li key={state}>
              <Link href={listAddress(flow, state)}>
                <StateTag tone={tone} label={label} />
                {mine ? <span className="mine">待我处理</span> : null}
                <strong>{countWords(count)}</strong>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
