import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { type Answer, addressOf, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { type ReasonInput, ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Rows } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { PictureFrame } from '#web/desk/kit/viewer/PictureFrame.tsx';
import { qualificationQuery } from './queries.ts';

type Qualification = Answer<'GET /api/qualifications/{id}'>;
const backLink = () => <Link href={backToList('/qualifications')}>返回列表</Link>;

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
  const { name, section, licenceFileId, tone, label, history } = qualification;
  return (
    <>
      <PageHead title={name} note="单位资质审核">
        <StateTag tone={tone} label={label} />
        {backLink()}
      </PageHead>
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
      <DecideBar qualification={qualification} />
    </>
  );
}

function DecideBar({ qualification }: { readonly qualification: Qualification }) {
  const { id, version, name, reasons, actions } = qualification;
  const [asking, setAsking] = useState(false);
  const [sending, setSending] = useState(false);
  const { message, notification } = App.useApp();
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const press = usePress();

  const decide = async (action: 'approve' | 'return', reason?: ReasonInput) => {
    setSending(true);
    try {
      const body = { version, ...(reason ? { reason } : {}) };
      const after = await press(`${action} ${JSON.stringify(body)}`, key =>
        call('POST /api/qualifications/{id}/{action}', { params: { id, action }, body, key }),
      );
      message.success(`${name}：${after.label}`);
      void queryClient.invalidateQueries({ queryKey: ['qualifications'] });
      void queryClient.invalidateQueries({ queryKey: ['qualification'] });
      setAsking(false);
      navigate(backToList('/qualifications'));
      return undefined;
    } catch (error) {
      const faults = fieldFaultsOf(error);
      if (Object.keys(faults).length > 0)
        return Object.fromEntries(Object.entries(faults).map(([path, fault]) => [path.replace(/^reason\./, ''), fault]));
      notification.warning({ title: `${name}：没有办理成功`, description: sentenceFor(error), duration: 12 });
      if (codeOf(error)) void queryClient.invalidateQueries({ queryKey: ['qualification', id] });
      return undefined;
    } finally {
      setSending(false);
    }
  };

  return (
    <section className="decision" aria-label="资质审核操作">
      <div className="decision-row">
        {actions.map(({ action, word }) =>
          action === 'approve' ? (
            <Button key={action} type="primary" loading={sending} onClick={() => void decide(action)}>
              {word}
            </Button>
          ) : (
            <Button key={action} danger disabled={sending} onClick={() => setAsking(true)}>
              {word}
            </Button>
          ),
        )}
        {actions.length === 0 ? <span className="quiet">{qualification.label}，现在不需要您办理。</span> : null}
      </div>
      <ReasonModal
        title={`退回：${name}`}
        okText="退回修改"
        note="单位会看到原因，修改后可以重新提交。"
        reasons={reasons}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={input => decide('return', input)}
      />
    </section>
  );
}
