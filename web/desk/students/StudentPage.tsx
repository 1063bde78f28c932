import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { RevealCard } from '#web/desk/kit/case/RevealCard.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { casePath } from '#web/desk/review/index.tsx';
import { DeleteModal } from './DeleteModal.tsx';
import { rosterChoicesQuery, studentQuery } from './queries.ts';
import { useRestore } from './use-restore.ts';

type Student = Answer<'GET /api/graduates/{id}'>;
/** The list that the page lies below: several modules have one. */
function BackLink() {
  const [location] = useLocation();
  return <Link {...backToList(location.slice(0, location.lastIndexOf('/')))}>返回列表</Link>;
}

/** One graduate: the whole row, what they have under way, and every change. */
export default function StudentPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery(studentQuery(Number(id)));
  return (
    <Loaded query={found} back={<BackLink />}>
      {data => <Detail student={data} />}
    </Loaded>
  );
}

function Detail({ student }: { readonly student: Student }) {
  const me = useMe();
  const { id, name, cohort, cohortNote, lapsed, signedIn, sections, cases, history, modeRequests } = student;
  return (
    <>
      <PageHead title={name} note={`${cohort} 届 · ${signedIn ? '已登录' : '未登录过'}`}>
        {lapsed ? <StateTag tone="ended" label="失效" /> : null}
        {may(me, 'archives.review') ? <Link href={`/archive/records/${id}`}>查看档案信息</Link> : null}
        <BackLink />
      </PageHead>
      {cohortNote ? <Alert type="info" showIcon title={cohortNote} className="door-alert" /> : null}
      {lapsed ? (
        <div className="card case-state">
          <span>
            <Moment at={lapsed.at} exact /> 由{lapsed.who || '学校'}从学生名单中删除，原因：{lapsed.reason}
            {lapsed.text ? `，${lapsed.text}` : ''}
            {lapsed.takenOverBy ? `。失效期间已由${lapsed.takenOverBy}上传到学生名单，不能恢复。` : ''}
          </span>
        </div>
      ) : null}
      <Acts student={student} />
      <div className="two-columns">
        <div>
          <Sections sections={sections} />
        </div>
        <div>
          <section className="card">
            <h2>签约与去向</h2>
            {cases.length === 0 ? <p className="quiet">还没有签约或去向登记。</p> : null}
            <ul className="student-lines">
              {cases.map(one => (
                <li key={one.ref}>
                  <Link href={casePath(one)} className="wrap">
                    {one.subject || one.flowTitle}
                  </Link>
                  <StateTag tone={one.tone} label={one.label} />
                  <span className="quiet">
                    {one.flowTitle}，<Moment at={one.since} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
          {modeRequests.length > 0 ? (
            <section className="card">
              <h2>培养方式修改记录</h2>
              <ul className="student-lines">
                {modeRequests.map(one => (
                  <li key={one.ref}>
                    <Link href={`/training-modes/${one.ref}`} className="wrap">
                      修改为{one.to}
                    </Link>
                    <StateTag tone={one.tone} label={one.label} />
                    <span className="quiet">
                      <Moment at={one.at} />
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {may(me, 'personal.reveal') ? <RevealCard graduateId={id} /> : null}
          <section className="card">
            <h2>修改记录</h2>
            {history.length === 0 ? <p className="quiet">上传以来没有修改。</p> : null}
            <ol className="history">
              {history.map(entry => (
                <li key={`${entry.at} ${entry.what}`}>
                  <p>
                    <strong>{entry.what}</strong> {entry.who}
                  </p>
                  <p className="quiet">
                    <Moment at={entry.at} exact />
                  </p>
                  <ChangeTable changes={entry.changes} before="修改前" after="修改后" />
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </>
  );
}

function Acts({ student }: { readonly student: Student }) {
  const { id, name, may: open, modeObstacle, lapsed } = student;
  const choices = useQuery({ ...rosterChoicesQuery, enabled: open.lapse });
  const [deleting, setDeleting] = useState(false);
  const { restore, report, busy } = useRestore();
  const isOpen = open.edit || open.lapse || open.restore || open.requestMode || modeObstacle !== null;
  if (!isOpen) return null;
  return (
    <div className="buttons below">
      {open.edit ? (
        <Link href={`/students/${id}/edit`} className="button-link main">
          修改信息
        </Link>
      ) : null}
      {open.requestMode ? (
        <Link href={`/students/${id}/training-mode`} className="button-link">
          申请修改培养方式
        </Link>
      ) : null}
      {open.report ? (
        <Button loading={busy} onClick={() => void report(id, name)}>
          恢复网签数据
        </Button>
      ) : null}
      {open.lapse ? (
        <Button danger onClick={() => setDeleting(true)}>
          从名单中删除
        </Button>
      ) : null}
      {open.restore ? (
        <Button type="primary" loading={busy} onClick={() => void restore([id], name)}>
          恢复
        </Button>
      ) : null}
      {!open.requestMode && modeObstacle && !lapsed ? (
        <span className="quiet">培养方式暂不能申请修改：{modeObstacle}</span>
      ) : null}
      {deleting ? (
        <DeleteModal
          chosen={{ ids: [id], names: [name] }}
          reasons={choices.data?.deleteReasons ?? []}
          onClose={() => setDeleting(false)}
          onDeleted={() => setDeleting(false)}
        />
      ) : null}
    </div>
  );
}
