import { Link } from 'wouter';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';
import { CaseCard } from './CaseCard.tsx';
import { useCards } from './cards.ts';
import { type Groups, useWays } from './ways-query.ts';

/** The four groups of the guide; which types each holds follows from the graduate's level and training mode. */
const groups = [
  { name: '签就业协议书就业', note: '线上签约、向学校申请电子就业协议书、已签纸质协议补充登记', icon: 'paper' },
  { name: '其他形式就业', note: '劳动合同、公招接收函、基层项目、应征入伍、自主创业、自由职业等', icon: 'person' },
  { name: '升学', note: '境内升学、出国出境深造', icon: 'flag' },
  { name: '未就业', note: '求职中、签约中、拟升学、拟创业、暂不就业等', icon: 'clock' },
] as const;

/** 毕业去向填报: above 去向填报, below 登记记录. Graduate guide §3. */
export const Destinations = ({ graduate }: { readonly graduate: Graduate }) => (
  <Page title="毕业去向填报" back="/">
    {graduate.lapsed && (
      <div className="notice tone-refused" role="status">
        <p className="notice-title">学校已将您从学生名单中删除，登记记录只能查看。</p>
        <p>如有疑问，请联系学校就业部门。</p>
      </div>
    )}
    {graduate.cohortNote && (
      <div className="notice tone-waiting" role="status">
        <p className="notice-title">{graduate.cohortNote}</p>
        {graduate.cohorts.length > 1 && (
          <p>
            <Link href="/cohorts">切换到其他届别</Link>
          </p>
        )}
      </div>
    )}
    {graduate.cohortState === 'open' && !graduate.lapsed && <WaysToFill />}
    <section aria-labelledby="records" className="stack">
      <h2 id="records">登记记录</h2>
      <Records cohort={graduate.cohort} isOpen={graduate.cohortState === 'open' && !graduate.lapsed} />
    </section>
  </Page>
);

/** Where few fit, those are named. */
const typesOf = (offered: Groups, name: string): string =>
  offered.flatMap(group => (group.name === name ? group.types.map(({ label }) => label) : [])).join('、');

function WaysToFill() {
  const { data } = useWays();
  // Until it is known which groups hold something, all are shown: they seldom change.
  const offered = groups.filter(({ name }) => !data || data.groups.some(group => group.name === name));
  return (
    <section aria-labelledby="ways" className="stack">
      <h2 id="ways">去向填报</h2>
      {data?.directed && <p className="notice tone-review">{data.directed}</p>}
      {!data?.directed && (
        <Link href="/destinations/find" className="card card-link">
          <Icon name="signpost" />
          <span className="card-link-words">
            <span className="card-title">不确定选哪一类？</span>
            <span className="note">回答三个问题，或直接搜索</span>
          </span>
          <Icon name="onward" />
        </Link>
      )}
      {offered.map(({ name, note, icon }) => (
        <Link key={name} href={`/destinations/ways/${encodeURIComponent(name)}`} className="card card-link">
          <Icon name={icon} />
          <span className="card-link-words">
            <span className="card-title">{name}</span>
            <span className="note">{data?.directed ? typesOf(data.groups, name) : note}</span>
          </span>
          <Icon name="onward" />
        </Link>
      ))}
    </section>
  );
}

function Records({ cohort, isOpen }: { readonly cohort: number; readonly isOpen: boolean }) {
  const { data, error, refetch, isPending } = useCards(cohort);
  if (isPending) return <Skeleton />;
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  const [under, over] = [data.cards.filter(card => !card.isOver), data.cards.filter(card => card.isOver)];
  const past = over.map(card => <CaseCard key={card.ref} card={card} />);
  return (
    <>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      {data.cards.length === 0 && (
        <div className="card empty">
          <p className="card-title">{cohort} 届还没有登记记录</p>
          {isOpen && (
            <p className="soft">请在上方选择去向类型填写。用人单位向您发送签约邀请后，也会显示在这里，并向您发送消息。</p>
          )}
        </div>
      )}
      {under.map(card => (
        <CaseCard key={card.ref} card={card} />
      ))}
      {over.length > 0 && (
        <details className="card history" open={under.length === 0}>
          <summary>以前的记录（{over.length}）</summary>
          <div className="stack parts">{past}</div>
        </details>
      )}
    </>
  );
}
