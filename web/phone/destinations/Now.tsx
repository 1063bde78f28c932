import { Link } from 'wouter';
import type { GraduateCard } from '#contract/routes/cases.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';
import { CaseCard } from './CaseCard.tsx';
import { useCards } from './cards.ts';
import { useWays } from './ways-query.ts';

/** On top of the home page: the destination that counts, and what waits for the graduate, what runs out soonest first. */
export function Now({ graduate }: { readonly graduate: Graduate }) {
  const { data, error, refetch, isPending } = useCards(graduate.cohort);
  const { data: ways } = useWays();
  if (isPending) return <Skeleton lines={3} />;
  if (!data) return <ProblemNotice error={error} onRetry={refetch} />;
  const current = data.cards.find(({ isCurrent }) => isCurrent);
  const mine = data.cards.filter(card => card.mine && card !== current);
  const isOpen = graduate.cohortState === 'open' && !graduate.lapsed;
  return (
    <>
      <section className="stack" aria-labelledby="now">
        <h2 id="now">我的当前去向</h2>
        {current ? (
          <>
            <p className="soft">{stands(current)}</p>
            <CaseCard card={current} />
          </>
        ) : (
          <NothingYet isOpen={isOpen} last={data.cards.find(({ isOver }) => isOver)} />
        )}
        {ways?.directed && <p className="notice tone-review">{ways.directed}</p>}
      </section>
      {mine.length > 0 && (
        <section className="stack" aria-labelledby="mine">
          <h2 id="mine">等您处理（{mine.length}）</h2>
          {mine.map(card => (
            <CaseCard key={card.ref} card={card} />
          ))}
        </section>
      )}
      {!current && isOpen && ways && !ways.directed && (
        <Link href="/destinations/invitation-code" className="card card-link">
          <Icon name="paper" />
          <span className="card-link-words">
            <span className="card-title">我的签约码</span>
            <span className="note">给用人单位，不必告诉身份证号</span>
          </span>
          <Icon name="onward" />
        </Link>
      )}
    </>
  );
}

const stands = ({ tone, mine }: GraduateCard): string =>
  tone === 'inForce' ? '已生效。' : mine ? '尚未生效，等您处理。' : '尚未生效，审核全部通过后生效。';

/** Where the last attempt was turned down, that is said here: what is over is folded away elsewhere. */
const NothingYet = ({ isOpen, last }: { readonly isOpen: boolean; readonly last: GraduateCard | undefined }) => (
  <div className="card stack">
    <div className="case-card-foot">
      <p className="card-title">还没有毕业去向</p>
      {isOpen && (
        <Link href="/destinations" className="button button-small">
          去填报
        </Link>
      )}
    </div>
    {last?.tone === 'refused' && (
      <p className="notice notice-slim tone-refused">
        上一次「{last.employerName}」：{last.label}。<Link href={`/cases/${last.ref}`}>查看原因</Link>
      </p>
    )}
  </div>
);
