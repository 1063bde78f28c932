import { Link } from 'wouter';
import type { GraduateCard } from '#contract/routes/cases.ts';
import { exactTime } from '#web/common/format.ts';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Deadline } from '#web/phone/kit/Deadline.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Milestones } from '#web/phone/kit/Milestones.tsx';
import { WaitingWith } from '#web/phone/kit/WaitingWith.tsx';
import { Why } from '#web/phone/kit/Why.tsx';

function nextStep({ mine, obstacle, documents, flow }: GraduateCard): string {
  if (mine && !obstacle) return flow === 'online-signing' || flow === 'online-termination' ? '查看并回应' : '继续办理';
  if (documents === 0) return '查看详情';
  return flow.endsWith('termination') ? '查看详情，下载证明' : '查看详情，下载协议书';
}

/** One case among the 登记记录: its state, who has to act, what comes next. */
export function CaseCard({ card }: { readonly card: GraduateCard }) {
  return (
    <article className={card.mine && !card.obstacle ? 'card case-card case-card-mine' : 'card case-card'}>
      <p className="case-card-head">
        <ToneTag tone={card.tone} label={card.label} />
        <span className="soft">{card.flowTitle}</span>
      </p>
      <h3 className="case-card-name">
        <Link href={`/cases/${card.ref}`} className="case-card-link">
          {card.employerName}
        </Link>
      </h3>
      {card.jobTitle && <p>{card.jobTitle}</p>}
      {card.tone === 'waiting' && card.respondBy && <Deadline at={card.respondBy} />}
      {card.obstacle && (
        <div className="notice notice-slim tone-ended">
          <p className="brief">{card.obstacle}</p>
        </div>
      )}
      {(card.mine || card.tone === 'refused') && <Why why={card.why} slim />}
      {card.waitsFor && !card.obstacle && <Milestones steps={card.steps} brief />}
      {card.promisedUntil && (
        <p className="note">学校承诺在{exactTime(`${card.promisedUntil}T00:00:00+08:00`, 'day')}前（含当日）办结本级审核</p>
      )}
      <div className="case-card-foot">
        {!card.obstacle && <WaitingWith {...card} />}
        {!card.waitsFor && <span className="soft">{exactTime(card.since, 'day')}</span>}
        <span className="case-card-next" aria-hidden="true">
          {nextStep(card)}
          <Icon name="onward" />
        </span>
      </div>
    </article>
  );
}
