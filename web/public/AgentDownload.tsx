import { useState } from 'react';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { type AgentApi, type Agreement, isDead } from './agent-api.ts';

interface Props {
  readonly api: AgentApi;
  readonly agreement: Agreement;
  readonly onDead: () => void;
}

/** By fetch, since a plain link would have to carry the token in its URL. */
export function AgentDownload({ api, agreement, onDead }: Props) {
  const [state, setState] = useState<'idle' | 'loading' | 'done'>('idle');
  const [problem, setProblem] = useState<unknown>();

  const download = async () => {
    setProblem(undefined);
    setState('loading');
    try {
      const address = URL.createObjectURL(await api.agreement());
      const link = document.createElement('a');
      link.href = address;
      link.download = `就业协议书-${agreement.agreementNumber}.pdf`;
      link.click();
      // Long enough for a slow phone to take it over.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      setState('done');
    } catch (error) {
      setState('idle');
      if (isDead(error)) onDead();
      else setProblem(error);
    }
  };
  return (
    <>
      <p>用 A4 纸打印全部页面，保持二维码完整清晰。</p>
      <button type="button" className="button" disabled={state === 'loading'} onClick={() => void download()}>
        {state === 'loading' ? '正在下载…' : state === 'done' ? '再次下载协议书（PDF）' : '下载协议书（PDF）'}
      </button>
      <p className="note" role="status">
        {state === 'done'
          ? '已下载，请在浏览器的下载列表中查看。'
          : '如在微信中无法下载，请复制短信中的链接，用手机或电脑的浏览器打开。'}
      </p>
      {problem !== undefined && <ProblemNotice error={problem} />}
    </>
  );
}
