import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { start } from '#domain/flow/table.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { AskToJoin } from './AskToJoin.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import { OrganisationView } from './OrganisationView.tsx';
import { isOurTurn } from './our-turn.ts';
import { organisationQuery } from './queries.ts';

type Organisation = Answer<'GET /api/employer'>;

const alertOf = { waiting: 'warning', review: 'info', inForce: 'success', ended: 'info', refused: 'error' } as const;
const { moves } = employerQualification;
const maySubmit = (state: string | null) => moves.some(({ action, from }) => action === 'submit' && from.id === (state ?? start));
const explanationOf = (state: string, qualified: boolean) =>
  maySubmit(state)
    ? '已通过资质审核，可以发送签约邀请。修改认证信息后需要重新审核。'
    : `已提交，审核结果会以消息通知。审核期间不能修改${qualified ? '，签约按现行信息继续办理' : ''}。`;

function Standing({ organisation }: { readonly organisation: Organisation }) {
  const { state, stateLabel, tone, returned, qualified } = organisation;
  if (state === null)
    return (
      <Alert
        type="info"
        showIcon
        className="door-alert"
        title="请填写单位信息并上传营业执照（或法人证书）图片，提交后由平台审核。"
      />
    );
  return (
    <Alert
      type={returned ? 'warning' : alertOf[tone]}
      showIcon
      className="door-alert"
      title={`资质审核：${stateLabel}`}
      description={
        returned ? (
          <>
            退回原因：{returned.reason}
            {returned.text ? `。${returned.text}` : ''}（<Moment at={returned.at} exact />）
          </>
        ) : (
          explanationOf(state, qualified)
        )
      }
    />
  );
}

/** 单位信息: the state of the qualification, and the form where it may be filled in. */
export default function OrganisationPage() {
  const me = useMe();
  const organisation = useQuery(organisationQuery);
  const [editing, setEditing] = useState(false);
  return (
    <>
      <PageHead title="单位信息" />
      <Loaded query={organisation}>
        {data => {
          const mayEdit = may(me, 'employer.edit') && maySubmit(data.state);
          return (
            <>
              <Standing organisation={data} />
              {data.takenUscc ? <AskToJoin uscc={data.takenUscc} /> : null}
              {mayEdit && (isOurTurn(data.state) || editing) ? (
                <OrganisationForm organisation={data} onSent={() => setEditing(false)} />
              ) : (
                <>
                  <OrganisationView organisation={data} />
                  {mayEdit ? <Button onClick={() => setEditing(true)}>修改单位信息</Button> : null}
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}
