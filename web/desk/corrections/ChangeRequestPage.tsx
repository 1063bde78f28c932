import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { type Answer, call } from '#web/desk/kit/api/api.ts';
import { EvidenceCard } from '#web/desk/kit/case/EvidenceCard.tsx';
import { DecideBar } from '#web/desk/kit/decide/DecideBar.tsx';
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
const backLink = () => <Link {...backToList('/changes')}>返回列表</Link>;

/** One request: the changes, the reason, the evidence, and the school's answer. */
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
      {request.actions.length > 0 ? <Decision key={request.version} request={request} /> : null}
    </>
  );
}

function Decision({ request }: { readonly request: Request }) {
  const { id, version, caseVersion, graduateName, actions, reasons, changes } = request;
  const queryClient = useQueryClient();
  const changedFields = `将更正${changes.map(({ label }) => label).join('、')}`;
  const parties = request.flow === 'other-destination' ? '毕业生和申请人' : '毕业生、用人单位和申请人';
  return (
    <DecideBar
      label="变更申请操作"
      name={graduateName}
      choices={actions}
      adverse={{
        action: 'reject',
        title: `不予变更：${graduateName}`,
        okText: '不予变更',
        note: '该登记保持不变，申请的院系会看到原因。',
        reasons,
      }}
      confirms={{
        approve: {
          title: `同意变更：${graduateName}`,
          content: `${changedFields}。同意后随即更正并重新上报，不能撤回。`,
          okText: '同意变更',
        },
      }}
      content={{ id, version, caseVersion }}
      send={(action, reason, key) =>
        call('POST /api/change-requests/{id}/{action}', {
          params: { id, action },
          body: { version, caseVersion, ...(reason ? { reason } : {}) },
          key,
        })
      }
      onDone={after => {
        queryClient.setQueryData(changeRequestQuery(id).queryKey, after);
        for (const key of ['change-requests', 'desk-requests', 'case']) void queryClient.invalidateQueries({ queryKey: [key] });
      }}
      onRefused={() => void queryClient.invalidateQueries({ queryKey: changeRequestQuery(id).queryKey })}
    >
      <span className="quiet">同意后随即更正并重新上报，生成变更记录，通知{parties}。</span>
    </DecideBar>
  );
}
