import { Now } from '#web/phone/destinations/index.tsx';
import { ClosedCard, OpenCard } from '#web/phone/kit/ModuleCard.tsx';
import type { CardProps, ModuleCard } from '#web/phone/kit/module.ts';
import { Page } from '#web/phone/kit/Page.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';
import { wayIntoClosed } from './closed-card.ts';
import { modules } from './modules.ts';

const cards = modules.flatMap(module => module.cards ?? []);
const PlainCard = ({ title, to, what }: CardProps) => (
  <OpenCard title={title} to={to}>
    {what}
  </OpenCard>
);

const Opened = ({ Live = PlainCard, ...card }: ModuleCard & { readonly title: string }) => <Live {...card} />;
/** What was registered while it was open can be read. */
function Closed({ title, card }: { readonly title: string; readonly card: ModuleCard | undefined }) {
  const way = wayIntoClosed(card);
  if (!way) return <ClosedCard title={title}>学校尚未开放</ClosedCard>;
  return (
    <OpenCard title={title} to={way.to}>
      {way.words}
    </OpenCard>
  );
}

/** 选择功能模块. Closed ones are shown as closed. */
export const Modules = ({ graduate, back }: { readonly graduate: Graduate; readonly back?: string }) => (
  <Page title="选择功能模块" {...(back !== undefined && { back })}>
    <p className="soft">{graduate.schoolName}</p>
    {back === undefined && <Now graduate={graduate} />}
    <ul className="stack">
      {graduate.modules.map(({ key, title, open }) => {
        const card = cards.find(one => one.key === key);
        return <li key={key}>{card && open ? <Opened {...card} title={title} /> : <Closed card={card} title={title} />}</li>;
      })}
    </ul>
    {graduate.modules.length === 0 && (
      <section className="card empty">
        <p>学校尚未开放任何功能模块。开放时间请咨询学校就业部门。</p>
      </section>
    )}
  </Page>
);
