import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { guideFor } from '#domain/guides.ts';
import type { Queue } from '#web/desk/kit/matter/matter.ts';
import { useQueues } from '#web/desk/kit/matter/queues.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { listUrl } from './lists/case-lists.ts';
import { deskHomeQuery } from './lists/queries.ts';

type Flow = Answer<'GET /api/desk/home'>['flows'][number];

/** 首页: what waits, live; each number opens the list that it counts. */
export default function DeskHomePage() {
  const home = useQuery(deskHomeQuery);
  const queues = useQueues();
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
                <HomeNumber key={flow} path={listUrl(flow)} title={title} waiting={waiting} />
              ))}
              {queues.map(queue => (
                <Waiting key={queue.path} queue={queue} />
              ))}
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

function HomeNumber({ path, title, waiting }: { readonly path: string; readonly title: string; readonly waiting: number }) {
  return (
    <li>
      <Link href={path} className={waiting > 0 ? 'home-number waits' : 'home-number'}>
        <span>{title}</span>
        <strong>{countWords(waiting)}</strong>
        <span className="quiet">件待我处理</span>
      </Link>
    </li>
  );
}

function Waiting({ queue: { path, title, count } }: { readonly queue: Queue }) {
  const waiting = count.useCount();
  return waiting === undefined ? null : <HomeNumber path={path} title={title} waiting={waiting} />;
}

/** The number of cases in each state. States that wait for me are shown at zero too, so that they are always in the same place. */
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
              <Link href={listUrl(flow, state)}>
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
