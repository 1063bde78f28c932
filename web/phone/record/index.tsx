import { lazyPage } from '#web/phone/kit/lazy-page.tsx';
import type { Module } from '#web/phone/kit/module.ts';

const Record = lazyPage({ title: '我的登记记录', back: '/' }, async () => (await import('./Record.tsx')).Record);

export const record: Module = {
  pages: [{ path: '/record', render: () => <Record /> }],
  menu: [{ to: '/record', icon: 'paper', word: '我的登记记录' }],
};
