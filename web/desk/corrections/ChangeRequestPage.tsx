import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { EvidenceCard } from '#web/desk/kit/case/EvidenceCard.tsx';
import { type ReasonInput, ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { reasonWords } from '#web/desk/kit/page/reason-words.ts';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { casePath } from '#web/desk/review/index.tsx';
import { changeRequestQuery } from './queries.ts';

type Request = Answer<'GET /api/change-requests/{id}'>;
const backLink = () => <Link href={backToList('/changes')}>返回列表</Link>;

/** One request: from what to what, why, with what evidence; and the school's answer to it. */
export default function ChangeRequestPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(changeRequestQuery(Number(id)));
  return (
    <Loaded query={found} back={backLink()}>
      {data => <Detail request={data} />}
    </Loaded>
  );
}

function Detail({ request }: { readonly request: Request }) {
  const { graduateName, employerName, tone, label, changes, files, text, departmentName, filedBy, filedAt } = request;
  return (
    <>
      <PageHead title={`${graduateName} – 变更申请`} note={employerName}>
        <StateTag tone={tone} label={label} />
        {backLink()}
      </PageHead>
      <div className="card case-state">
        <span>
          {request.flowTitle}：{request.caseLabel}
        </span>
        <Link href={casePath(request)}>查看该登记</Link>
      </div>
      <div className={files.length > 0 ? 'two-columns' : undefined}>
        <div>
          <section className="card">
            <h2>申请变更的内容</h2>
            <ChangeTable changes={changes} before={request.decidedAt ? '变更前' : '现在'} after="申请变更为" />
          </section>
          <section className="card">
            <h2>申请原因</h2>
            <p className="wrap">{text}</p>
            <p className="quiet">
              {departmentName} {filedBy}，<Moment at={filedAt} exact />
            </p>
          </section>
          {request.decidedAt ? (
            <section className="card">
              <h2>学校处理结果</h2>
              <p>
                <strong>{label}</strong>
              </p>
              {request.decision ? <p className="wrap">{reasonWords(request.decision)}</p> : null}
              <p className="quiet">
                {request.decidedBy}，<Moment at={request.decidedAt} exact />
              </p>
            </section>
          ) : null}
        </div>
        {files.length > 0 ? <EvidenceCard page={request} /> : null}
      </div>
      {request.actions.length > 0 ? <DecideBar key={request.version} request={request} /> : null}
    </>
  );
}

function DecideBar({ request }: { readonly request: Request }) {
  const { id, version, caseVersion, graduateName, actions, reasons } = request;
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState(false);
  const { message, notification } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const parties = request.flow === 'other-destination' ? '毕业生和申请人' : '毕业生、用人单位和申请人';
  const obstacles = actions.flatMap(({ obstacle }) => obstacle ?? []);

  const decide = async (action: 'approve' | 'reject', reason?: ReasonInput) => {
    setSending(true);
    const body = { version, caseVersion, ...(reason ? { reason } : {}) };
    try {
      const after = await press(`${id} ${action} ${JSON.stringify(body)}`, key =>
        call('POST /api/change-requests/{id}/{action}', { params: { id, action }, body, key }),
      );
      queryClient.setQueryData(changeRequestQuery(id).queryKey, after);
      message.success(`${graduateName}：${after.label}`);
      setAsking(false);
      for (const key of ['change-requests', 'desk-requests', 'case']) void queryClient.invalidateQueries({ queryKey: [key] });
      return undefined;
    } catch (error) {
      const faults = fieldFaultsOf(error);
      if (action === 'reject' && Object.keys(faults).length > 0)
        return Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path.replace(/^reason\./, ''), fault]));
      notification.warning({ title: `${graduateName}：没有办理成功`, description: sentenceFor(error), duration: 12 });
      void queryClient.invalidateQueries({ queryKey: changeRequestQuery(id).queryKey });
      return undefined;
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="decision" aria-label="变更申请操作">
      {[...new Set(obstacles)].map(sentence => (
        <p key={sentence} className="fault">
          {sentence}
        </p>
      ))}
      <div className="decision-row">
        {actions.map(({ action, word, obstacle }) =>
          action === 'approve' ? (
            <Button
              key={action}
              type="primary"
              loading={sending}
              disabled={obstacle !== null}
              onClick={() => void decide(action)}
            >
              {word}
            </Button>
          ) : (
            <Button key={action} danger disabled={sending || obstacle !== null} onClick={() => setAsking(true)}>
              {word}
            </Button>
          ),
        )}
        <span className="quiet">同意后随即更正并重新上报，生成变更记录，通知{parties}。</span>
      </div>
      <ReasonModal
        title={`不予变更：${graduateName}`}
        okText="不予变更"
        note="该登记保持不变，申请的院系会看到原因。"
        reasons={reasons}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={reason => decide('reject', reason)}
      />
    </section>
  );
}
