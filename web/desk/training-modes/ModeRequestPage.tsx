import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import type { ModeRequest } from '#contract/routes/training-modes.ts';
import { addressOf, call } from '#web/desk/kit/api/api.ts';
import { DecideBar } from '#web/desk/kit/decide/DecideBar.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { PictureFrame } from '#web/desk/kit/viewer/PictureFrame.tsx';
import { modeRequestQuery } from './queries.ts';

const backLink = () => <Link {...backToList('/training-modes')}>返回列表</Link>;

/** One request: the change, the reason, the evidence, and the decision of the school or the province. */
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
  const { ref, graduateId, graduateName, schoolName, tone, label, sections, files, history } = request;
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
              {file.deleted ? (
                <p className="quiet">已按保存期限删除。</p>
              ) : file.mediaType === 'image/jpeg' ? (
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
      {request.actions.length > 0 ? <Decision key={request.version} request={request} /> : null}
    </>
  );
}
const fileAddress = (ref: string, id: string): string =>
  addressOf('GET /api/training-mode-requests/{ref}/files/{id}', { ref, id });

const actionNames = ['approve', 'reject', 'discard'] as const;

function Decision({ request }: { readonly request: ModeRequest }) {
  const { ref, version, graduateName, actions, reasons, consequences } = request;
  const queryClient = useQueryClient();
  const decides = may(useMe(), 'trainingModes.decide');
  const wordOf = (name: (typeof actionNames)[number]): string => actions.find(({ action }) => action === name)?.word ?? '';
  const choices = actionNames.flatMap(name =>
    actions
      .filter(({ action }) => action === name)
      .map(({ word, obstacle }) => ({ action: name, word, obstacle: obstacle?.sentence ?? null })),
  );
  return (
    <DecideBar
      label="培养方式修改操作"
      name={graduateName}
      choices={choices}
      adverse={{
        action: 'reject',
        title: `${wordOf('reject')}：${graduateName}`,
        okText: wordOf('reject'),
        note: `学生名单保持不变，申请的${decides ? '院系或学校' : '院系'}会看到原因。`,
        reasons,
      }}
      confirms={{
        approve: {
          title: `${wordOf('approve')}：${graduateName}`,
          content: decides
            ? consequences.join('') || '通过后学生名单随即修改，并通知毕业生和申请人。'
            : '上报后由省级主管部门审核，通过后学生名单随即修改；审核前学校可以撤销。',
          okText: wordOf('approve'),
        },
        discard: { title: `撤销申请：${graduateName}`, content: '撤销后可以重新提交申请。', okText: '撤销申请' },
      }}
      notes={consequences}
      content={{ ref, version }}
      send={(action, reason, key) =>
        call('POST /api/training-mode-requests/{ref}/{action}', {
          params: { ref, action },
          body: { version, ...(reason ? { reason } : {}) },
          key,
        })
      }
      onDone={after => {
        queryClient.setQueryData(modeRequestQuery(ref).queryKey, after);
        for (const key of ['mode-requests', 'desk-requests', 'graduate', 'graduates'])
          void queryClient.invalidateQueries({ queryKey: [key] });
      }}
      onRefused={() => void queryClient.invalidateQueries({ queryKey: modeRequestQuery(ref).queryKey })}
    />
  );
}
