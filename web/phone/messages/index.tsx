import type { Module } from '#web/phone/kit/module.ts';
import { Messages } from './Messages.tsx';

export const messages: Module = {
  pages: [{ path: '/messages', render: () => <Messages /> }],
  menu: [
    {
      to: '/messages',
      icon: 'envelope',
      word: '消息',
      aside: ({ me: { unreadMessages } }) => (unreadMessages > 0 ? `${unreadMessages} 条未读` : undefined),
    },
  ],
};
