import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { backToList } from '../app/last-list.ts';
import { caseQuery } from '../app/queries.ts';
import { Documents } from '../pieces/Documents.tsx';
import { History } from '../pieces/History.tsx';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { Sections } from '../pieces/Sections.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { StepLine } from '../pieces/StepLine.tsx';
import { Comparison } from './Comparison.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { EmployerCheck } from './EmployerCheck.tsx';
import { Reported } from './Reported.tsx';

/** 审核: left what is to be decided, right what it is to be held against, below the decision. */
export default function ReviewPage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const found = useQuery(caseQuery(ref));

  return (
    <Loaded query={found} back={<Link href={backToList('/cases')}>返回列表</Link>}>
      {page => (
        <>
          <PageHead title={`${page.graduateName} – ${page.flowTitle}审核`} note={page.employerName}>
            <Link href={backToList('/cases')}>返回列表</Link>
          </PageHead>
          <div className="card case-state">
            <StateTag tone={page.tone} label={page.label} />
            {page.waitsFor && !page.mine ? <span className="quiet">等待{page.waitsFor}办理</span> : null}
            {page.agreementNumber ? (
              <span>
                协议编号 <span className="code">{page.agreementNumber}</span>
              </span>
            ) : null}
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
              {page.review ? <EmployerCheck employer={page.review.employer} /> : null}
              <Sections sections={page.sections} />
            </div>
            <div>
              {page.review ? (
                <>
                  <Comparison rows={page.review.comparison} />
                  <Reported sections={page.review.reported} />
                </>
              ) : null}
              <Documents page={page} />
              <History history={page.history} />
            </div>
          </div>
          <DecisionBar key={page.ref} page={page} />
        </>
      )}
    </Loaded>
  );
}
