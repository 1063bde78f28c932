import { useEffect, useState } from 'react';
import { exactTime } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { AnswerHistory } from './AnswerHistory.tsx';
import { PartCard, WayTo } from './PartCard.tsx';
import { RightSheet } from './RightSheet.tsx';
import { type Confirmation, useConfirmation } from './use-confirmation.ts';
import { WrongSheet } from './WrongSheet.tsx';

/** What came of an answer is said at the top. The sheet closes by going back, whereupon the browser restores the place, in one of the next frames. */
function scrollToTop(): () => void {
  let left = 5;
  let frame = 0;
  const step = () => {
    scrollTo(0, 0);
    left -= 1;
    if (left > 0) frame = requestAnimationFrame(step);
  };
  step();
  return () => cancelAnimationFrame(frame);
}

const place = { title: '去向登记确认', back: '/' } as const;

/** 去向登记确认: what is reported, and whether it is right. Graduate guide on confirmation §4. */
export function ConfirmationPage() {
  const { data, error, refetch, isPending } = useConfirmation();
  const { open, show, close } = useSheet();
  const [answers, setAnswers] = useState(0);
  useEffect(() => {
    if (answers > 0 && open === undefined) scrollToTop();
  }, [answers, open]);
  const finish = () => {
    setAnswers(answers + 1);
    close();
  };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  const isOpen = data.obstacle === null;
  return (
    <>
      <Page {...place} bar={isOpen && <Buttons page={data} show={show} />}>
        {error && <ProblemNotice error={error} onRetry={refetch} />}
        <StateCard page={data} />
        {data.parts.every(({ rows }) => rows === null) && data.reportFirst
          ? null
          : data.parts.map(part => <PartCard key={part.part} part={part} />)}
        <SectionRows section={{ ...data.basics, note: `有误的，请联系学校更正：${data.help}` }} />
        <AnswerHistory entries={data.history} />
      </Page>
      {isOpen && open === 'right' && <RightSheet page={data} onClose={close} onDone={finish} />}
      {isOpen && open === 'wrong' && <WrongSheet page={data} onClose={close} onDone={finish} />}
    </>
  );
}

const next: Readonly<Record<Confirmation['state'], string>> = {
  unreported: '',
  unconfirmed: '请逐项核对以下信息。无误的，请确认；有误的，请反映给学校。',
  right: '信息有变更时，确认自动失效，届时会通知您重新确认。',
  wrong: '学校会核对您反映的问题。更正后请重新核对确认；也可按下方提示自行申请修改。',
};

/** How it is, and what to do next. */
function StateCard({ page: { label, tone, since, state, wrong, obstacle, reportFirst } }: { readonly page: Confirmation }) {
  return (
    <section className="card stack" aria-labelledby="state">
      <div className="case-card-head">
        <h2 className="card-title" id="state">
          确认状态
        </h2>
        <ToneTag tone={tone} label={label} />
      </div>
      {since && state !== 'unreported' && (
        <p className="note">
          自 <time dateTime={since}>{exactTime(since)}</time> 起
        </p>
      )}
      <p role="status">{obstacle?.sentence ?? next[state]}</p>
      {reportFirst && obstacle?.code === 'not-reported' && (
        <p className="message-foot">
          <WayTo way={reportFirst} />
        </p>
      )}
      {wrong && (
        <div className="notice notice-slim tone-refused">
          <p className="notice-title">您反映有误的：{wrong.parts.map(({ title }) => title).join('、')}</p>
          <p className="said">{wrong.text}</p>
        </div>
      )}
    </section>
  );
}

const Buttons = ({ page, show }: { readonly page: Confirmation; readonly show: (name: string) => void }) => (
  <div className="bar-buttons">
    <button type="button" className="button" onClick={() => show('wrong')}>
      信息有误
    </button>
    <button type="button" className="button button-main" onClick={() => show('right')}>
      {page.state === 'right' ? '再次确认信息无误' : '信息无误，确认登记去向'}
    </button>
  </div>
);
