import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, Redirect, useLocation, useParams } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { filesMark } from '#domain/rules/field-marks.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { Documents } from '#web/desk/kit/case/Documents.tsx';
import { EmployerLink } from '#web/desk/kit/case/EmployerLink.tsx';
import { EvidenceCard } from '#web/desk/kit/case/EvidenceCard.tsx';
import { FlagNotice } from '#web/desk/kit/case/FlagNotice.tsx';
import { History } from '#web/desk/kit/case/History.tsx';
import { Related } from '#web/desk/kit/case/Related.tsx';
import { RevealCard } from '#web/desk/kit/case/RevealCard.tsx';
import { StepLine } from '#web/desk/kit/case/StepLine.tsx';
import { backFrom, rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { reasonWords } from '#web/desk/kit/page/reason-words.ts';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { AddEvidence } from './AddEvidence.tsx';
import { AlsoViewing } from './AlsoViewing.tsx';
import { Comparison } from './Comparison.tsx';
import { DecisionBar } from './DecisionBar.tsx';
import { reviewTitle } from './decision-words.ts';
import { EmployerCheck } from './EmployerCheck.tsx';
import { caseListAt, casePath, gatheringPaths, listOf } from './lists/case-lists.ts';
import { FieldMark } from './marks/FieldMark.tsx';
import { useMarks } from './marks/use-marks.ts';
import { Reported } from './Reported.tsx';
import { Place, placeId, ReviewLine } from './ReviewLine.tsx';
import { SinceSubmitted } from './SinceSubmitted.tsx';

/** 审核: the form on the left, the evidence on the right, the decision below. */
export default function ReviewPage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const [location] = useLocation();
  const found = useQuery(caseQuery(ref));
  const here = caseListAt(location);
  useEffect(() => {
    rememberOpened(ref);
  }, [ref]);

  return (
    <Loaded query={found} back={<BackToList path={here.path} />}>
      {page => (listOf(page.flow) === here ? <Review key={page.ref} page={page} /> : <Redirect to={casePath(page)} replace />)}
    </Loaded>
  );
}

const BackToList = ({ path }: { readonly path: string }) => <Link {...backFrom(path, gatheringPaths)}>返回列表</Link>;

/** In the order in which the one that is shared is looked for. */
const contactKeys = ['contactMobile', 'contactLandline'];

function Review({ page }: { readonly page: CasePage }) {
  const pathInList = (flow: CasePage['flow']) => (ref: string) => casePath({ flow, ref });
  const marks = useMarks(page);
  const hasEmployer = page.review !== null && page.review.employer.uscc !== '';
  const hasFiles = page.files.some(({ deleted }) => !deleted);
  const contactKey = contactKeys.find(key =>
    page.sections.some(({ rows }) => rows.some(row => row.key === key && row.value !== '--')),
  );
  const records = (
    <>
      {page.review ? (
        <>
          <Place name="comparison">
            <Comparison rows={page.review.comparison} page={page} />
          </Place>
          <Reported sections={page.review.reported} />
        </>
      ) : null}
      <History history={page.history} />
    </>
  );
  return (
    <>
      <PageHead title={`${page.graduateName} – ${reviewTitle(page)}`} note={page.employerName}>
        <BackToList path={listOf(page.flow).path} />
      </PageHead>
      <CaseState page={page}>
        {page.review ? <ReviewLine line={page.review.line} /> : null}
        <Related page={page} signingPath={pathInList('online-signing')} terminationPath={pathInList('online-termination')} />
      </CaseState>
      <Place name="flag">
        <FlagNotice flag={page.flag} />
      </Place>
      <AlsoViewing caseRef={page.ref} />
      {page.mine ? <SinceSubmitted page={page} /> : null}
      <div className="two-columns review-columns">
        <div>
          {page.review && hasEmployer ? (
            <Place name="employer">
              <EmployerCheck employer={page.review.employer} caseRef={page.ref} />
            </Place>
          ) : null}
          <Sections
            sections={page.sections}
            beside={({ key, label }) => ({
              content: <FieldMark marks={marks} name={key} label={label} />,
              ...(marks.has(key) ? { className: 'marked' } : {}),
              ...(key === contactKey ? { id: placeId('contact') } : {}),
            })}
          />
          {page.review ? <RevealCard key={page.ref} graduateId={page.review.graduateId} /> : null}
          {hasFiles ? records : null}
        </div>
        <div className={hasFiles ? 'evidence-beside' : undefined}>
          <Place name="evidence">
            <EvidenceCard
              page={page}
              newSince={page.review?.sinceReturn?.at}
              mark={<FieldMark marks={marks} name={filesMark} label="证明材料" />}
            />
          </Place>
          <AddEvidence page={page} />
          <Documents page={page} />
          <EmployerLink link={page.employerLink} />
          {hasFiles ? null : records}
        </div>
      </div>
      <DecisionBar page={page} marks={marks} />
    </>
  );
}

function CaseState({ page, children }: { readonly page: CasePage; readonly children: React.ReactNode }) {
  const waited = timeWaited(page.since, useNow());
  return (
    <div className="card case-state">
      <StateTag tone={page.tone} label={page.label} />
      {page.waitsFor && !page.mine ? <span className="quiet">等待{page.waitsFor}办理</span> : null}
      {page.waitsFor && waited ? <span className="quiet">{waited}</span> : null}
      {page.agreementNumber ? (
        <span>
          协议编号 <span className="code">{page.agreementNumber}</span>
        </span>
      ) : null}
      {children}
      {page.reason ? (
        <p className="wrap">
          {page.reason.word}：{reasonWords(page.reason)}
        </p>
      ) : null}
      <StepLine steps={page.steps} />
    </div>
  );
}
