import { useEffect, useRef } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { formWords } from '#domain/verification/form-words.ts';
import { codePurposeWords } from '#domain/verification/purposes.ts';
import { exactTime } from '#web/common/format.ts';
import { SectionRows } from '#web/common/SectionRows.tsx';
import type { FormAnswer } from './check-api.ts';

interface Props {
  readonly kind: TransferKind;
  readonly answer: FormAnswer;
}

/** Gets the focus, so that a screen reader reads the outcome next. */
function useFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return heading;
}

/** The last moment of service; at a midnight that is the day before it. */
function lastDay(validUntil: string): string {
  const last = new Date(new Date(validUntil).getTime() - 1);
  return exactTime(last.toISOString(), 'day');
}

export function FormResult({ kind, answer: { checkedAt, found, notFound } }: Props) {
  const heading = useFocus();
  if (found)
    return (
      <article className="check-result" aria-label="核验结果">
        <section className="card check-verdict tone-inForce">
          <h2 ref={heading} tabIndex={-1}>
            核验通过，目前有效
          </h2>
          <dl className="rows">
            <div className="row">
              <dt>核验时间</dt>
              <dd>{exactTime(checkedAt, 'second')}（北京时间）</dd>
            </div>
            <div className="row">
              <dt>核验依据</dt>
              <dd>
                {codePurposeWords[found.purpose].code}
                {found.purpose === 'authorization' ? '（毕业生本人授权）' : '（毕业院校生成）'}
              </dd>
            </div>
            <div className="row">
              <dt>表号</dt>
              <dd className="code">{found.formNumber}</dd>
            </div>
            <div className="row">
              <dt>有效期至</dt>
              <dd>{lastDay(found.validUntil)}（含当日）</dd>
            </div>
          </dl>
        </section>
        {found.sections.map(section => (
          <SectionRows key={section.title} section={section} />
        ))}
        <p className="note">以上为毕业生离校时上报的信息，截至核验时间。如有问题请联系毕业生核实。</p>
        <button type="button" className="button no-print check-print" onClick={() => print()}>
          打印核验结果
        </button>
      </article>
    );
  return (
    <section className="card check-verdict tone-refused">
      <h2 ref={heading} tabIndex={-1}>
        {notFound?.sentence}
      </h2>
      <p className="note">核验时间：{exactTime(checkedAt, 'second')}（北京时间）</p>
      <h3>可能的原因</h3>
      <ul className="check-list">
        {notFound?.causes.map(cause => (
          <li key={cause}>{cause}</li>
        ))}
      </ul>
      <h3>您可以这样做</h3>
      <ul className="check-list">
        {notFound?.remedies.map(remedy => (
          <li key={remedy}>{remedy}</li>
        ))}
      </ul>
      <p className="note">{formWords[kind].form}以外的信息不在本页核验。</p>
    </section>
  );
}
