import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { backToList } from '../app/last-list.ts';
import { caseQuery } from '../app/queries.ts';
import { Documents } from '../pieces/Documents.tsx';
import { History } from '../pieces/History.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { Deadline } from '../pieces/Moment.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { Sections } from '../pieces/Sections.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { StepLine } from '../pieces/StepLine.tsx';
import { RecallButton } from './RecallButton.tsx';

/** One signing, as its employer sees it. */
export default function EmployerCasePage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const found = useQuery(caseQuery(ref));
  const back = <Link href={backToList('/employer/cases')}>返回签约管理</Link>;
  return (
    <Loaded query={found} back={back}>
      {page => {
        const recall = page.actions.find(({ action }) => action === 'recall');
        return (
          <>
            <PageHead title={`${page.graduateName} – ${page.flowTitle}`} note={`${page.schoolName}，${page.jobTitle}`}>
              {recall && !recall.obstacle ? (
                <RecallButton caseRef={page.ref} version={page.version} graduateName={page.graduateName} />
              ) : null}
              {back}
            </PageHead>
            <div className="card case-state">
              <StateTag tone={page.tone} label={page.label} />
              {page.waitsFor ? <span className="quiet">等待{page.waitsFor}办理</span> : null}
              {page.respondBy ? (
                <span>
                  应约截止时间（北京时间）：
                  <Deadline at={page.respondBy} over={page.tone !== 'waiting'} />
                </span>
              ) : null}
              {page.agreementNumber ? (
                <span>
                  协议编号 <span className="code">{page.agreementNumber}</span>
                </span>
              ) : null}
              {recall?.obstacle ? <p className="quiet">{recall.obstacle.sentence}</p> : null}
              {page.reason ? (
                <p className="wrap">
                  原因：{page.reason.reason}
                  {page.reason.text ? `。${page.reason.text}` : ''}
                </p>
              ) : null}
              <StepLine steps={page.steps} />
            </div>
            <div className="two-columns">
              <div>
                <Sections sections={page.sections} />
              </div>
              <div>
                <Documents page={page} />
                <History history={page.history} />
              </div>
            </div>
          </>
        );
      }}
    </Loaded>
  );
}
