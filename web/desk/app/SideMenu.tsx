import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entryAt, type MenuEntry } from './navigation.tsx';
import { deskHomeQuery } from './queries.ts';
import { useMe } from './session.ts';
import { countWords } from './words.ts';

interface Props {
  readonly entries: readonly MenuEntry[];
  readonly location: string;
  /** The line of live counts stands. */
  readonly live: boolean;
}

export function SideMenu({ entries, location, live }: Props) {
  const counted = entries.some(entry => entry.counts === 'waiting');
  const home = useQuery({ ...deskHomeQuery, enabled: counted });
  const waiting = home.data?.flows.reduce((sum, flow) => sum + flow.waiting, 0);
  const counts = {
    waiting: { count: waiting ?? 0, unit: '件待我处理' },
    unread: { count: useMe().unreadMessages, unit: '条未读' },
  };
  const current = entryAt(entries, location);

  return (
    <nav className="menu" aria-label="功能菜单">
      <ul>
        {entries.map((entry, index) => (
          <li key={entry.path}>
            {entry.group && entry.group !== entries[index - 1]?.group ? <p className="menu-group">{entry.group}</p> : null}
            <Link href={entry.path} aria-current={entry === current ? 'page' : undefined}>
              {entry.icon}
              <span>{entry.title}</span>
              {entry.counts && counts[entry.counts].count > 0 ? (
                <span className="count">
                  {countWords(counts[entry.counts].count)}
                  <span className="unseen">{counts[entry.counts].unit}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      {counted && !live ? <p className="menu-note">实时更新已中断，正在重新连接…</p> : null}
    </nav>
  );
}
