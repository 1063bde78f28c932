import { Link } from 'wouter';
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
            <p className="soft">{current.tone === 'inForce' ? '已生效。' : '尚未生效，审核全部通过后生效。'}</p>
            <CaseCard card={current} />
          </>
        ) : (
          <div className="card empty">
            <p className="card-title">还没有毕业去向</p>
            {isOpen && (
              <Link href="/destinations" className="button button-small">
                去填报
              </Link>
            )}
          </div>
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
    </>
  );
}
