import { lazy, type ReactNode, Suspense } from 'react';
import { lazyPage } from '#web/phone/kit/lazy-page.tsx';
import { OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps, Module } from '#web/phone/kit/module.ts';
import type { Graduate } from '#web/phone/kit/use-me.ts';

const Confirmation = lazyPage(
  { title: '去向登记确认', back: '/' },
  async () => (await import('./ConfirmationPage.tsx')).ConfirmationPage,
);
export const LeavingPage = lazyPage<{ readonly graduate: Graduate; readonly isHome?: boolean; readonly children?: ReactNode }>(
  { title: '离校前待办', back: '/' },
  async () => (await import('./LeavingPage.tsx')).LeavingPage,
);
const Loaded = lazy(async () => ({ default: (await import('./LiveCard.tsx')).LiveCard }));
const Live = (card: CardProps) => (
  <Suspense
    fallback={
      <OpenCard title={card.title} to={card.to}>
        {card.what}
      </OpenCard>
    }
  >
    <Loaded {...card} />
  </Suspense>
);

/** 去向登记确认, 离校前待办. */
export const confirmation: Module = {
  pages: [
    { path: '/confirmation', render: () => <Confirmation /> },
    { path: '/leaving', render: ({ graduate }) => <LeavingPage graduate={graduate} /> },
  ],
  cards: [{ key: 'confirmation', to: '/confirmation', what: '核对毕业去向、档案转递、户口迁移，确认是否无误', Live }],
  menu: [{ to: '/leaving', icon: 'flag', word: '离校前待办' }],
};
