import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link, useLocation, useParams } from 'wouter';
import { type Answer, addressOf, call, codeOf } from '#web/desk/kit/api/api.ts';
import { DecideBar } from '#web/desk/kit/decide/DecideBar.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Rows } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { PictureFrame } from '#web/desk/kit/viewer/PictureFrame.tsx';
import { EmployerPeople } from './EmployerPeople.tsx';
import { qualificationQuery } from './queries.ts';

type Qualification = Answer<'GET /api/qualifications/{id}'>;
const backLink = () => <Link {...backToList('/qualifications')}>返回列表</Link>;

export default function QualificationPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(qualificationQuery(Number(id)));
  return (
    <Loaded query={found} back={backLink()}>
      {data => <Detail qualification={data} />}
    </Loaded>
  );
}

function Detail({ qualification }: { readonly qualification: Qualification }) {
  const { id, name, section, licenceFileId, tone, label, history, claims } = qualification;
  const me = useMe();
  return (
    <>
      <PageHead title={name} note="单位资质审核">
        <StateTag tone={tone} label={label} />
        {backLink()}
      </PageHead>
      {claims.others > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="door-alert"
          title={
            claims.isTaken
              ? '该统一社会信用代码已有另一账号通过资质审核，不能再通过；核实后可移交管理员。'
              : `另有 ${claims.others} 个账号提交了同一代码；先通过的取得该代码，其他的会收到消息。`
          }
        />
      ) : null}
      <div className="two-columns">
        <div>
          <section className="card">
            <h2>{section.title}</h2>
            {section.note ? <p className="note">{section.note}</p> : null}
            <Rows rows={section.rows} />
          </section>
          <section className="card">
            <h2>办理记录</h2>
            <ol className="history">
              {history.map(entry => (
                <li key={`${entry.at} ${entry.label}`}>
                  <p>
                    <strong>{entry.label}</strong> {entry.who}
                  </p>
                  <p className="quiet">
                    <Moment at={entry.at} exact />
                  </p>
                  {entry.text ? <p className="wrap">{entry.text}</p> : null}
                </li>
              ))}
            </ol>
          </section>
          {may(me, 'employers.handOver') ? <EmployerPeople id={id} /> : null}
        </div>
        <section className="card">
          <h2>营业执照（或法人证书）</h2>
          {licenceFileId ? (
            <PictureFrame
              address={addressOf('GET /api/files/{id}', { id: licenceFileId })}
              alt="单位上传的营业执照（或法人证书）"
            />
          ) : (
            <p className="quiet">没有上传图片。</p>
          )}
        </section>
      </div>
      <Decision qualification={qualification} />
    </>
  );
}

const actionNames = ['approve', 'return'] as const;

function Decision({ qualification }: { readonly qualification: Qualification }) {
  const { id, version, name, label, reasons, actions } = qualification;
  const choices = actionNames.flatMap(name =>
    actions.filter(({ action }) => action === name).map(({ word }) => ({ action: name, word })),
  );
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  return (
    <DecideBar
      label="资质审核操作"
      name={name}
      choices={choices}
      adverse={{
        action: 'return',
        title: `退回：${name}`,
        okText: '退回修改',
        note: '单位会看到原因，修改后可以重新提交。',
        reasons,
      }}
      content={{ id, version }}
      send={(action, reason, key) =>
        call('POST /api/qualifications/{id}/{action}', {
          params: { id, action },
          body: { version, ...(reason ? { reason } : {}) },
          key,
        })
      }
      onDone={() => {
        for (const key of ['qualifications', 'qualification']) void queryClient.invalidateQueries({ queryKey: [key] });
        const { href, state } = backToList('/qualifications');
        navigate(href, { state });
      }}
      onRefused={error => {
        if (codeOf(error)) void queryClient.invalidateQueries({ queryKey: qualificationQuery(id).queryKey });
      }}
    >
      {actions.length === 0 ? <span className="quiet">{label}，现在不需要您办理。</span> : null}
    </DecideBar>
  );
}
