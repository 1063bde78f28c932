import { lazy, Suspense } from 'react';
import { lazyPage } from '#web/phone/kit/lazy-page.tsx';
import { OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps, Module } from '#web/phone/kit/module.ts';

const place = { title: '核验授权', back: '/' };
const Home = lazyPage(place, async () => (await import('./AuthorizationPage.tsx')).AuthorizationPage);
const below = { ...place, back: '/authorization' };
const Choosing = lazyPage(below, async () => (await import('./AuthorizePage.tsx')).AuthorizePage);
const Code = lazyPage<{ readonly id: number }>(below, async () => (await import('./CodePage.tsx')).CodePage);
const Loaded = lazy(async () => ({ default: (await import('./LiveCard.tsx')).LiveCard }));

const Plain = ({ title, to, what }: CardProps) => (
  <OpenCard title={title} to={to}>
    {what}
  </OpenCard>
);
const Live = (card: CardProps) => (
  <Suspense fallback={<Plain {...card} />}>
    <Loaded {...card} />
  </Suspense>
);

/** 核验授权: receiving offices check the graduate's form by a code. */
export const authorization: Module = {
  pages: [
    { path: '/authorization/codes/:id', render: ({ params }) => <Code key={params.id} id={Number(params.id)} /> },
    { path: '/authorization/new', render: () => <Choosing /> },
    { path: '/authorization', render: () => <Home /> },
  ],
  cards: [{ key: 'authorization', to: '/authorization', what: '授权档案、户口接收单位核验登记信息，下载登记信息表', Live }],
};
