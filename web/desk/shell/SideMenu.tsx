import { Link } from 'wouter';
import type { Count } from '#web/desk/kit/matter/matter.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { type Entry, entryAt } from './navigation.ts';

interface Props {
  readonly entries: readonly Entry[];
  readonly location: string;
  /** The counts arrive live: the connection for them is open. */
  readonly live: boolean;
}

export function SideMenu({ entries, location, live }: Props) {
  const current = entryAt(entries, location);
  const isCounted = entries.some(({ count }) => count?.kind === 'waiting');
  return (
    <nav className="menu" aria-label="功能菜单">
      <ul>
        {entries.map((entry, index) => (
          <li key={entry.path}>
            {entry.group && entry.group !== entries[index - 1]?.group ? <p className="menu-group">{entry.group}</p> : null}
            <Link href={entry.path} aria-current={entry === current ? 'page' : undefined}>
              {entry.icon}
              <span>{entry.title}</span>
              {entry.count ? <Counted count={entry.count} /> : null}
            </Link>
          </li>
        ))}
      </ul>
      {isCounted && !live ? <p className="menu-note">实时更新已中断，正在重新连接…</p> : null}
    </nav>
  );
}

function Counted({ count: { kind, useCount } }: { readonly count: Count }) {
  const count = useCount() ?? 0;
  if (count === 0) return null;
  return (
    <span className="count">
      {countWords(count)}
      <span className="unseen">{kind === 'unread' ? '条未读' : '件待我处理'}</span>
    </span>
  );
}
