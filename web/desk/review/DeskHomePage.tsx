import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { deskHomeQuery } from '../app/queries.ts';
import { countWords } from '../app/words.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { StateTag } from '../pieces/StateTag.tsx';

const listOf = (state?: string) => (state ? `/cases?state=${encodeURIComponent(state)}` : '/cases');

/** 首页: what waits, live; each number opens the list that it counts. */
export default function DeskHomePage() {
  const home = useQuery(deskHomeQuery);
  return (
    <>
      <PageHead title="首页" note="待审核的统计数据，实时更新。点击数字查看名单。" />
      <Loaded query={home}>
        {({ flows }) =>
          flows.map(flow => (
            <section key={flow.flow} className="card">
              <h2>{flow.title}</h2>
              <Link href={listOf()} className="big-number">
                <strong>{countWords(flow.waiting)}</strong>
                <span>件待我处理</span>
              </Link>
              <ul className="counts">
                {flow.states.map(({ state, label, tone, count, mine }) => (
                  <li key={state}>
                    <Link href={listOf(state)}>
                      <StateTag tone={tone} label={label} />
                      {mine ? <span className="mine">待我处理</span> : null}
                      <strong>{countWords(count)}</strong>
                    </Link>
                  </li>
                ))}
              </ul>
              {flow.states.length === 0 ? (
                <p className="quiet">还没有任何签约。单位发出邀请、毕业生应约后会出现在这里。</p>
              ) : null}
            </section>
          ))
        }
      </Loaded>
    </>
  );
}
