import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type ListPlace, placeAt } from './list-place.ts';
import type { ListUrl } from './use-list-url.ts';

interface Props {
  readonly path: string;
  readonly url: ListUrl;
  /** The filters, by their names in the URL, that 清除条件 clears. */
  readonly names: readonly string[];
  /** What the list says when a filter leaves nothing. */
  readonly narrowed: string;
  /** What the list says when nothing narrows it. */
  readonly nothing: ReactNode;
  /** The state that it shows, and the one in which everything is found; undefined where the URL then names none. */
  readonly state: string | undefined;
  readonly all: string | undefined;
}

/** Why a list shows nothing, and where else to look. */
export function EmptyList({ path, url: { params, cursor }, names, narrowed, nothing, state, all }: Props) {
  const to = (change: (next: URLSearchParams) => void): ListPlace => {
    const next = new URLSearchParams(params);
    next.delete('cursor');
    change(next);
    return placeAt(path, next);
  };
  // A later page, whose rows have gone meanwhile.
  if (cursor !== undefined)
    return (
      <>
        <p>这一页已经没有记录。</p>
        <p>
          <Link {...to(() => undefined)}>回到第一页</Link>
        </p>
      </>
    );
  const isNarrowed = names.some(name => params.get(name));
  const everything = to(next => {
    if (all) next.set('state', all);
    else next.delete('state');
  });
  const without = to(next => {
    for (const name of names) next.delete(name);
  });
  return (
    <>
      <p>{isNarrowed ? narrowed : nothing}</p>
      <p className="buttons centred">
        {state === all ? null : <Link {...everything}>{isNarrowed ? '在全部状态中查找' : '查看全部状态'}</Link>}
        {isNarrowed ? <Link {...without}>清除条件</Link> : null}
      </p>
    </>
  );
}
