import type { CasePage } from '#contract/routes/cases.ts';
import { amendmentsIn, typeChangeOf } from '#web/common/since-submitted.ts';

/** 修改去向: what a reviewer has made of what was handed in, from what to what, until it is handed in again. */
export function Amended({ history, actions, mine, tone }: Pick<CasePage, 'history' | 'actions' | 'mine' | 'tone'>) {
  const mayWithdraw = actions.some(({ action, obstacle }) => action === 'withdraw' && !obstacle);
  const inReview = tone === 'review' && !mine;
  return amendmentsIn(history).map(entry => {
    const type = typeChangeOf(entry);
    const others = entry.changes.filter(change => change !== type);
    return (
      <div key={entry.seq} className="notice tone-review">
        <p className="notice-title">{entry.who}修改了您登记的去向</p>
        {type && (
          <p>
            去向类型由「{type.from}」改为「{type.to}」。
          </p>
        )}
        {others.map(({ key, label, from, to }) => (
          <p key={key}>
            {label}：{from || '（空）'} → {to || '（空）'}
          </p>
        ))}
        <p className="note">
          {inReview && '改动尚待审核；'}不是您的意思的，请{mayWithdraw && '马上撤回修改，或'}联系{entry.who}。
        </p>
      </div>
    );
  });
}
