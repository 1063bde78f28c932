import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { signOut } from '../sign-out.ts';
import type { Me } from '../use-me.ts';
import { useSheet } from '../use-sheet.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Sheet } from './Sheet.tsx';

interface Item {
  readonly to: string;
  readonly icon: IconName;
  readonly word: string;
  readonly aside?: string;
}

/** 右上角菜单. */
export function MenuSheet({ me }: { readonly me: Me }) {
  const { open, close } = useSheet();
  const leaving = useMutation({ mutationFn: signOut });
  if (open !== 'menu' || !me.graduate) return null;
  const items: Item[] = [
    { to: '/', icon: 'flag', word: '切换功能模块' },
    {
      to: '/messages',
      icon: 'envelope',
      word: '消息',
      ...(me.unreadMessages > 0 && { aside: `${me.unreadMessages} 条未读` }),
    },
    { to: '/record', icon: 'paper', word: '我的登记记录' },
    { to: '/me', icon: 'person', word: '个人信息' },
    { to: '/cohorts', icon: 'calendar', word: '切换届别', aside: `${me.graduate.cohort} 届` },
  ];
  return (
    <Sheet title={me.name} onClose={close}>
      <p className="soft">{me.graduate.schoolName}</p>
      <ul className="menu">
        {items.map(({ to, icon, word, aside }) => (
          <li key={to}>
            <Link href={to} replace className="menu-item">
              <Icon name={icon} />
              <span className="menu-word">{word}</span>
              {aside && <span className="soft">{aside}</span>}
              <Icon name="onward" />
            </Link>
          </li>
        ))}
        <li>
          <a href="/api/guides/graduate" target="_blank" rel="noreferrer" className="menu-item">
            <Icon name="paper" />
            <span className="menu-word">操作指南</span>
            <Icon name="onward" />
          </a>
        </li>
        <li>
          <button type="button" className="menu-item" disabled={leaving.isPending} onClick={() => leaving.mutate()}>
            <Icon name="leave" />
            <span className="menu-word">退出登录</span>
          </button>
        </li>
      </ul>
      {leaving.error && <ProblemNotice error={leaving.error} onRetry={() => leaving.mutate()} />}
    </Sheet>
  );
}
