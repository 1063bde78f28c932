import { useState } from 'react';
import { commandKeys } from '#web/common/command-keys.ts';
import { exactTime, timeLeft } from '#web/common/format.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { useNow } from '#web/common/use-now.ts';
import { AgentDownload } from './AgentDownload.tsx';
import { AgentFiles, type Ready } from './AgentFiles.tsx';
import { type AgentApi, type Agreement, isDead } from './agent-api.ts';

interface Props {
  readonly api: AgentApi;
  readonly agreement: Agreement;
  readonly onDead: () => void;
  readonly onDone: () => void;
}

/** What is still missing; empty when the agreement can be submitted. */
function wantingOf({ files, busy, failed }: Ready): string {
  if (busy > 0) return '图像正在上传，传完后可以提交。';
  if (failed > 0) return `有 ${failed} 份没有上传成功，请重试或移除后提交。`;
  return files === 0 ? '请先上传加盖公章的协议书图像。' : '';
}

/** Download and print, stamp, upload, submit: the way of the paper, in its order. */
export function AgentSteps({ api, agreement, onDead, onDone }: Props) {
  const now = useNow();
  const [ready, setReady] = useState<Ready>({ files: agreement.files.length, busy: 0, failed: 0 });
  const [problem, setProblem] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const [keys] = useState(() => commandKeys());
  const fail = (error: unknown) => (isDead(error) ? onDead() : setProblem(error));

  const submit = async () => {
    setProblem(undefined);
    setSending(true);
    try {
      await api.submit(keys.keyFor('submit'));
      keys.answered();
      onDone();
    } catch (error) {
      keys.failed(error);
      fail(error);
    } finally {
      setSending(false);
    }
  };
  const wanting = wantingOf(ready);

  return (
    <>
      <section className="card">
        <p>
          {agreement.schoolName}毕业生<strong>{agreement.graduateName}</strong>
          与贵单位签订就业协议，请您协助盖章后上传。协议书图像只用于学校审核。
        </p>
        <dl className="rows">
          <div className="row">
            <dt>用人单位</dt>
            <dd>{agreement.employerName}</dd>
          </div>
          <div className="row">
            <dt>协议编号</dt>
            <dd className="code">{agreement.agreementNumber}</dd>
          </div>
          <div className="row">
            <dt>链接有效至</dt>
            <dd>
              {exactTime(agreement.expiresAt)}（北京时间），{timeLeft(agreement.expiresAt, now)}
            </dd>
          </div>
        </dl>
        <details className="agent-details">
          <summary>核对协议内容</summary>
          {agreement.sections.map(section => (
            <SectionRows key={section.title} section={section} />
          ))}
          <p className="note">内容有误的，请不要盖章，联系毕业生修改后重新申请。</p>
        </details>
      </section>
      <ol className="agent-steps">
        <li className="card">
          <h2>下载并打印协议书</h2>
          <AgentDownload api={api} agreement={agreement} onDead={onDead} />
        </li>
        <li className="card">
          <h2>盖章</h2>
          <p>请核对每一页，在用人单位一栏加盖公章并填写日期。公章不要遮住右上角的二维码。</p>
        </li>
        <li className="card">
          <h2>上传盖章后的协议书</h2>
          <AgentFiles api={api} initial={agreement.files} onChange={setReady} onDead={onDead} />
        </li>
      </ol>
      <div className="agent-foot">
        {problem !== undefined && <ProblemNotice error={problem} />}
        <button
          type="button"
          className="button button-main button-wide"
          disabled={sending || wanting !== ''}
          aria-describedby="wanting"
          onClick={() => void submit()}
        >
          {sending ? '正在提交…' : '提交学校审核'}
        </button>
        <p className="note" id="wanting" role="status">
          {wanting || `共 ${ready.files} 份。提交后不能修改，链接随即失效。`}
        </p>
      </div>
    </>
  );
}
