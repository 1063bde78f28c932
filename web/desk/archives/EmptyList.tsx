import { Link } from 'wouter';
import { narrowedBy, narrowing } from './list-filters.ts';

interface Props {
  readonly path: string;
  readonly params: URLSearchParams;
  /** A later page, whose rows are gone meanwhile. */
  readonly isDeep: boolean;
  /** What the list says when nothing narrows it. */
  readonly nothing: string;
  /** The state in which everything is found. */
  readonly all: string | undefined;
}

/** Why a list shows nothing, and where else to look. */
export function EmptyList({ path, params, isDeep, nothing, all }: Props) {
  const to = (change: (next: URLSearchParams) => void): string => {
    const next = new URLSearchParams(params);
    next.delete('cursor');
    change(next);
    return next.size > 0 ? `${path}?${next}` : path;
  };
  const everything = to(next => {
    if (all) next.set('state', all);
    else next.delete('state');
  });
  const isAll = (params.get('state') ?? undefined) === all;
  if (isDeep)
    return (
      <>
        <p>这一页已经没有记录。</p>
        <p>
          <Link href={to(() => undefined)}>回到第一页</Link>
        </p>
      </>
    );
  const without = to(next => {
    for (const name of narrowing) next.delete(name);
  });
  const narrowed = Object.keys(narrowedBy(params)).length > 0;
  return (
    <>
      <p>{narrowed ? '没有符合条件的毕业生。请检查姓名、学号是否完整，或清除部分条件。' : nothing}</p>
      <p className="buttons centred">
        {isAll ? null : <Link href={everything}>{narrowed ? '在全部状态中查找' : '查看全部状态'}</Link>}
        {narrowed ? <Link href={without}>清除条件</Link> : null}
      </p>
    </>
  );
}
