import { lazy, Suspense } from 'react';
import { lazyPage } from '#web/phone/kit/lazy-page.tsx';
import { OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps, Module, ModulePage } from '#web/phone/kit/module.ts';

const place = { title: '档案与户口信息登记', back: '/' };
const Pages = lazyPage(place, async () => (await import('./pages.tsx')).Pages);
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
const page = (path: string, name: 'record' | 'form' | 'request'): ModulePage => ({
  path,
  render: ({ params: { kind = '', id } }) => <Pages key={`${kind} ${id}`} page={name} kind={kind} id={id} />,
});

/** 档案信息登记 and 户口信息登记: one set of pages, the kind in the path. Its code is loaded when one of them is opened. */
export const archives: Module = {
  pages: [
    page('/archives/:kind/requests/:id/edit', 'form'),
    page('/archives/:kind/requests/:id', 'request'),
    page('/archives/:kind/form', 'form'),
    page('/archives/:kind', 'record'),
  ],
  cards: [
    { key: 'archive', to: '/archives/archive', what: '登记档案转递到哪里，查看审核进度', Live },
    { key: 'hukou', to: '/archives/hukou', what: '登记户口迁往哪里，查看审核进度', Live },
  ],
};
