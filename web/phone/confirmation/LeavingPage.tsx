import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import type { Graduate } from '#web/phone/kit/use-me.ts';
import { useLeaving } from './use-confirmation.ts';

type Task = Answer<'GET /api/graduate/leaving'>['tasks'][number];
interface Props {
  readonly graduate: Graduate;
  /** It is what the pages open on: there is nothing to go back to. */
  readonly isHome?: boolean;
  /** What is shown above the tasks. */
  readonly children?: ReactNode;
}

/** 离校前待办: what is left, in order, each with the day until which it can be done. */
export function LeavingPage({ graduate, isHome = false, children }: Props) {
  const { data, error, refetch, isPending } = useLeaving();
  const place = { title: '离校前待办', ...(!isHome && { back: '/' }) };
  if (isPending) return <Loading {...place} />;
  if (!data) return <Failed {...place} error={error} onRetry={refetch} />;
  return (
    <Page {...place}>
      {error && <ProblemNotice error={error} onRetry={refetch} />}
      <p className="soft">
        {graduate.schoolName} · {data.left === 0 ? '已全部完成' : `还有 ${data.left} 项`}
      </p>
      {graduate.lapsed && (
        <p className="notice tone-refused" role="status">
          学校已将您从学生名单中删除，登记记录只能查看。如有疑问，请联系学校就业部门。
        </p>
      )}
      {graduate.cohortNote && (
        <p className="notice tone-waiting" role="status">
          {graduate.cohortNote}
        </p>
      )}
      {children}
      <ol className="stack">
        {data.tasks.map((task, index) => (
          <li key={task.key}>
            <OneTask task={task} number={index + 1} />
          </li>
        ))}
      </ol>
      <Link href="/modules" className="button button-wide">
        全部功能模块
      </Link>
    </Page>
  );
}

function OneTask({
  task: { title, label, tone, sentence, until, path },
  number,
}: {
  readonly task: Task;
  readonly number: number;
}) {
  const words = (
    <>
      <span className="task-number" aria-hidden="true">
        {number}
      </span>
      <span className="card-link-words">
        <span className="case-card-head">
          <span className="card-title">{title}</span>
          <ToneTag tone={tone} label={label} />
        </span>
        {sentence && <span className="note">{sentence}</span>}
        {until && <span className="note">办理截止：{until}</span>}
      </span>
    </>
  );
  if (path === null) return <div className="card card-link card-closed">{words}</div>;
  return (
    <Link href={path} className="card card-link">
      {words}
      <Icon name="onward" />
    </Link>
  );
}
