import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { ModeRequest } from '#contract/routes/training-modes.ts';
import { addressOf, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { type ReasonInput, ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { PictureFrame } from '#web/desk/kit/viewer/PictureFrame.tsx';
import { modeRequestQuery } from './queries.ts';

const backLink = () => <Link href={backToList('/training-modes')}>返回列表</Link>;

/** One request: what shall change, why, what proves it; and the decision of the province. */
export default function ModeRequestPage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const found = useQuery(modeRequestQuery(ref));
  return (
    <Loaded query={found} back={backLink()}>
      {data => <Detail request={data} />}
    </Loaded>
  );
}

function Detail({ request }: { readonly request: ModeRequest }) {
  const me = useMe();
  const { ref, graduateId, graduateName, schoolName, tone, label, sections, consequences, files, history } = request;
  return (
    <>
      <PageHead title={`${graduateName} – 培养方式修改`} note={schoolName}>
        <StateTag tone={tone} label={label} />
        {may(me, 'roster.read') ? <Link href={`/students/${graduateId}`}>查看毕业生</Link> : null}
        {backLink()}
      </PageHead>
      <div className="two-columns">
        <div>
          <Sections sections={sections} />
          <section className="card">
            <h2>办理记录</h2>
            <ol className="history">
              {history.map(entry => (
                <li key={`${entry.at} ${entry.label}`}>
                  <p>
                    <strong>{entry.word}</strong> {entry.who} <span className="quiet">→ {entry.label}</span>
                  </p>
                  <p className="quiet">
                    <Moment at={entry.at} exact />
                  </p>
                  {entry.text ? <p className="wrap">{entry.text}</p> : null}
                </li>
              ))}
            </ol>
          </section>
        </div>
        <div>
          {files.map(file => (
            <section className="card" key={file.id}>
              <h2 className="wrap">{file.name}</h2>
              {file.mediaType === 'image/jpeg' ? (
                <PictureFrame address={fileAddress(ref, file.id)} alt={`佐证材料：${file.name}`} />
              ) : (
                <a href={fileAddress(ref, file.id)} target="_blank" rel="noreferrer">
                  下载查看（PDF，{file.pages} 页）
                </a>
              )}
            </section>
          ))}
        </div>
      </div>
      {request.actions.length > 0 ? <DecideBar key={request.version} request={request} consequences={consequences} /> : null}
    </>
  );
}
const fileAddress = (ref: string, id: string): string =>
  addressOf('GET /api/training-mode-requests/{ref}/files/{id}', { ref, id });

const actionNames = ['approve', 'reject', 'discard'] as const;
type ActionName = (typeof actionNames)[number];

function DecideBar({ request, consequences }: { readonly request: ModeRequest; readonly consequences: readonly string[] }) {
  const { ref, version, graduateName, actions, reasons } = request;
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState(false);
  const { message, modal, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const obstacles = [...new Set(actions.flatMap(({ obstacle }) => obstacle?.sentence ?? []))];

  const decide = async (action: ActionName, reason?: ReasonInput) => {
    setSending(true);
    const body = { version, ...(reason ? { reason } : {}) };
    try {
      const after = await press(`${ref} ${action} ${JSON.stringify(body)}`, key =>
        call('POST /api/training-mode-requests/{ref}/{action}', { params: { ref, action }, body, key }),
      );
      queryClient.setQueryData(modeRequestQuery(ref).queryKey, after);
      message.success(`${graduateName}：${after.label}`);
      setAsking(false);
      for (const key of ['mode-requests', 'graduate', 'graduates']) void queryClient.invalidateQueries({ queryKey: [key] });
      return undefined;
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error));
      if (faults.length > 0) return Object.fromEntries(faults.map(([path, fault]) => [path.replace(/^reason\./, ''), fault]));
      notification.warning({ title: `${graduateName}：没有办理成功`, description: sentenceFor(error), duration: 12 });
      void queryClient.invalidateQueries({ queryKey: modeRequestQuery(ref).queryKey });
      return undefined;
    } finally {
      setSending(false);
    }
  };
  const confirm = (action: ActionName, title: string) =>
    modal.confirm({
      title,
      content:
        action === 'approve'
          ? consequences.join('') || '通过后学生名单随即修改，并通知毕业生和申请人。'
          : '撤销后可以重新提交申请。',
      okText: action === 'approve' ? '审核通过' : '撤销申请',
      onOk: () => decide(action).then(() => undefined),
    });
  const pressed: Readonly<Record<ActionName, () => void>> = {
    approve: () => confirm('approve', `审核通过：${graduateName}`),
    reject: () => setAsking(true),
    discard: () => confirm('discard', `撤销申请：${graduateName}`),
  };
  return (
    <section className="decision" aria-label="培养方式修改操作">
      {obstacles.map(sentence => (
        <p key={sentence} className="fault">
          {sentence}
        </p>
      ))}
      {consequences.map(sentence => (
        <p key={sentence} className="quiet">
          {sentence}
        </p>
      ))}
      <div className="decision-row">
        {actionNames.flatMap(name =>
          actions
            .filter(({ action }) => action === name)
            .map(({ action, word, obstacle }) => (
              <Button
                key={action}
                type={name === 'approve' ? 'primary' : 'default'}
                danger={name === 'reject'}
                loading={sending && name === 'approve'}
                disabled={sending || obstacle !== null}
                onClick={pressed[name]}
              >
                {word}
              </Button>
            )),
        )}
      </div>
      <ReasonModal
        title={`审核不通过：${graduateName}`}
        okText="审核不通过"
        note="学生名单保持不变，申请的院系或学校会看到原因。"
        reasons={reasons}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={reason => decide('reject', reason)}
      />
    </section>
  );
}
