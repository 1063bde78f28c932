import type { Module } from '#web/phone/kit/module.ts';
import { Record } from './Record.tsx';

export const record: Module = {
  pages: [{ path: '/record', render: () => <Record /> }],
  menu: [{ to: '/record', icon: 'paper', word: '我的登记记录' }],
};
