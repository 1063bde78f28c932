import { MessageOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Count, Matter, MenuEntry } from '#web/desk/kit/matter/matter.ts';
import { useMe } from '#web/desk/kit/session/session.ts';

const unread: Count = { kind: 'unread', useCount: () => useMe().unreadMessages };
const messages = { title: '消息', icon: <MessageOutlined aria-hidden />, count: unread } satisfies Partial<MenuEntry>;

/** What every account has of its own: messages, security, sessions. Staff reach them from the top bar. */
export const account: Matter = {
  pages: [
    {
      path: '/messages',
      needs: 'messages.own',
      component: lazy(() => import('./MessagesPage.tsx')),
      menu: [
        { ...messages, area: 'employer', order: 90 },
        { ...messages, area: 'province', order: 20 },
      ],
    },
    { path: '/security', needs: 'account.own', component: lazy(() => import('./SecurityPage.tsx')) },
    { path: '/sessions', needs: 'session.own', component: lazy(() => import('./SessionsPage.tsx')) },
  ],
};
