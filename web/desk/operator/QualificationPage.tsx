import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link, useParams } from 'wouter';
import { type Answer, call, codeOf } from '#web/desk/kit/api/api.ts';
import { DecideBar } from '#web/desk/kit/decide/DecideBar.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Rows } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { licenceAddress, licencePages } from '#web/desk/kit/viewer/licence-pages.ts';
import { PictureFrame } from '#web/desk/kit/viewer/PictureFrame.tsx';
import { EmployerPeople } from './EmployerPeople.tsx';
import { qualificationQuery } from './queries.ts';
import { useNextWaiting } from './use-next-waiting.ts';

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
  const { id, name, section, licenceFileId, tone, label, history, claims, change } = qualification;
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
          <Change qualification={qualification} />
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
        <Licences submitted={licenceFileId} certified={change?.licenceFileId ?? null} />
      </div>
      <Decision qualification={qualification} />
    </>
  );
}

/** 变更: what is certified beside what was handed in since. */
function Change({ qualification: { change, section } }: { readonly qualification: Qualification }) {
  if (!change) return null;
  return (
    <section className="card">
      <h2>变更内容</h2>
      <p className="quiet form-note">
        现行信息自 <Moment at={change.qualifiedAt} exact /> 起有效；审核通过前，该单位仍按现行信息办理。
      </p>
      {change.rows.length > 0 ? (
        <ChangeTable changes={change.rows} before="现行" after="待审核" />
      ) : (
        <p>{section.title}没有变化，只更换了证照图片。</p>
      )}
    </section>
  );
}

interface LicencesProps {
  readonly submitted: string | null;
  readonly certified: string | null;
}
/** The licence as handed in, and below it the certified one where it is another. */
function Licences({ submitted, certified }: LicencesProps) {
  return (
    <div>
      <section className="card">
        <h2>营业执照（或法人证书）{certified ? '：待审核' : ''}</h2>
        {submitted ? (
          <PictureFrame
            address={licencePages(submitted)}
            alt="单位上传的营业执照（或法人证书）"
            original={licenceAddress(submitted)}
          />
        ) : (
          <p className="quiet">没有上传图片。</p>
        )}
      </section>
      {certified ? (
        <section className="card">
          <h2>营业执照（或法人证书）：现行</h2>
          <PictureFrame
            address={licencePages(certified)}
            alt="现行有效的营业执照（或法人证书）"
            original={licenceAddress(certified)}
          />
        </section>
      ) : null}
    </div>
  );
}

const actionNames = ['approve', 'return'] as const;

function Decision({ qualification }: { readonly qualification: Qualification }) {
  const { id, version, name, label, reasons, actions } = qualification;
  const choices = actionNames.flatMap(name =>
    actions.filter(({ action }) => action === name).map(({ word }) => ({ action: name, word })),
  );
  const queryClient = useQueryClient();
  const goOn = useNextWaiting(qualification);
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
        void goOn();
      }}
      onRefused={error => {
        if (codeOf(error)) void queryClient.invalidateQueries({ queryKey: qualificationQuery(id).queryKey });
      }}
    >
      {actions.length === 0 ? <span className="quiet">{label}，现在不需要您办理。</span> : null}
    </DecideBar>
  );
}
