import type { GraduateCard } from '#contract/routes/cases.ts';

type Reasoned = NonNullable<GraduateCard['why']>;
const titles = { refused: '原因', own: '您填写的原因', asked: '解约原因' } as const;

/** Why a case was turned down or a termination asked for, and by whom that was said. */
export function Why({ why, slim = false }: { readonly why: Reasoned | null; readonly slim?: boolean }) {
  const parts = why ? [why.reason, why.text].filter(part => part !== '') : [];
  if (!why || parts.length === 0) return null;
  const { fields = [] } = why;
  const tone = why.kind === 'refused' ? 'tone-refused' : 'tone-review';
  return (
    <div className={slim ? `notice notice-slim ${tone}` : `notice ${tone}`}>
      <p className="notice-title">
        {titles[why.kind]}：{parts[0]}
      </p>
      {parts[1] && <p>{parts[1]}</p>}
      {fields.length > 0 && <p>需修改：{fields.map(({ label }) => label).join('、')}</p>}
    </div>
  );
}
