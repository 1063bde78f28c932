import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { FlowName } from '#domain/flows/all.ts';
import { placeAt } from '#web/desk/kit/list/list-place.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { CaseList } from './lists/case-lists.ts';
import { deskHomeQuery } from './lists/queries.ts';

interface Props {
  readonly list: CaseList;
  readonly flow: FlowName | undefined;
  readonly params: URLSearchParams;
}

/** The list's flows, with what waits in each. They are links, so that each has its URL; the search stays, the state does not. */
export function FlowChoice({ list, flow, params }: Props) {
  const home = useQuery(deskHomeQuery);
  if (!list.choice) return null;
  const placeOf = (to: FlowName) => {
    const next = new URLSearchParams(params);
    for (const name of ['flow', 'state', 'cursor', 'destination']) next.delete(name);
    if (to !== list.flows[0]?.flow) next.set('flow', to);
    return placeAt(list.path, next);
  };
  return (
    <nav className="segments" aria-label={list.choice}>
      <span className="quiet">{list.choice}</span>
      <ul>
        {list.flows.map(one => {
          const waiting = home.data?.flows.find(counted => counted.flow === one.flow)?.waiting ?? 0;
          return (
            <li key={one.flow}>
              <Link {...placeOf(one.flow)} aria-current={one.flow === flow ? 'true' : undefined}>
                {one.word}
                {waiting > 0 ? (
                  <span className="count">
                    {countWords(waiting)}
                    <span className="unseen">件待我处理</span>
                  </span>
                ) : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
