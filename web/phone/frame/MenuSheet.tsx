import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import type { MenuItem, SignedIn } from '#web/phone/kit/module.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { signOut } from '#web/phone/kit/sign-out.ts';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { modules } from './modules.ts';

const items: readonly MenuItem[] = [
  { to: '/modules', icon: 'signpost', word: '切换功能模块' },
  ...modules.flatMap(({ menu = [] }) => menu),
];

/** 右上角菜单. */
export function MenuSheet(signedIn: SignedIn) {
  const { open, close } = useSheet();
  const leaving = useMutation({ mutationFn: signOut });
  if (open !== 'menu') return null;
  return (
    <Sheet title={signedIn.me.name} onClose={close}>
      <p className="soft">{signedIn.graduate.schoolName}</p>
      <ul className="menu">
        {items.map(({ to, icon, word, aside }) => {
          const said = aside?.(signedIn);
          return (
            <li key={to}>
              <Link href={to} replace className="menu-item">
                <Icon name={icon} />
                <span className="menu-word">{word}</span>
                {said && <span className="soft">{said}</span>}
                <Icon name="onward" />
              </Link>
            </li>
          );
        })}
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
