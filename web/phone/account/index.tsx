import type { Module } from '#web/phone/kit/module.ts';
import { Cohorts } from './Cohorts.tsx';
import { Profile } from './Profile.tsx';

/** The graduate's own data, and the cohort that all other pages are about. */
export const account: Module = {
  pages: [
    { path: '/me', render: ({ me, graduate }) => <Profile me={me} graduate={graduate} /> },
    { path: '/cohorts', render: ({ graduate }) => <Cohorts graduate={graduate} /> },
  ],
  menu: [
    { to: '/me', icon: 'person', word: '个人信息' },
    { to: '/cohorts', icon: 'calendar', word: '切换届别', aside: ({ graduate }) => `${graduate.cohort} 届` },
  ],
};
