import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entryAt, type MenuEntry } from './navigation.tsx';
import { deskHomeQuery, requestCountsQuery } from './queries.ts';
import { useMe } from './session.ts';
import { countWords } from './words.ts';

interface Props {
  readonly entries: readonly MenuEntry[];
  readonly location: string;
  /** The line of live counts stands. */
  readonly live: boolean;
}

export function SideMenu({ entries, location, live }: Props) {
  const counted = entries.some(({ counts }) => typeof counts === 'object');
  const home = useQuery({ ...deskHomeQuery, enabled: counted });
  const requests = useQuery({ ...requestCountsQuery, enabled: entries.some(({ counts }) => counts === 'changes') });
  const { unreadMessages } = useMe();
  const countOf = ({ counts }: MenuEntry): number => {
    if (counts === undefined) return 0;
    if (counts === 'unread') return unreadMessages;
    if (counts === 'changes' || counts === 'objections') return requests.data?.[counts] ?? 0;
    const flows = home.data?.flows.filter(({ flow }) => counts.includes(flow)) ?? [];
    return flows.reduce((sum, { waiting }) => sum + waiting, 0);
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
              {countOf(entry) > 0 ? (
                <span className="count">
                  {countWords(countOf(entry))}
                  <span className="unseen">{entry.counts === 'unread' ? '条未读' : '件待我处理'}</span>
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
