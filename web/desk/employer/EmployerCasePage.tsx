import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { mayInviteAgain } from '#domain/flows/invite-again.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { Documents } from '#web/desk/kit/case/Documents.tsx';
import { EvidenceCard } from '#web/desk/kit/case/EvidenceCard.tsx';
import { History } from '#web/desk/kit/case/History.tsx';
import { Related } from '#web/desk/kit/case/Related.tsx';
import { StepLine } from '#web/desk/kit/case/StepLine.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Deadline } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { reasonWords } from '#web/desk/kit/page/reason-words.ts';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { employerCasePath, employerListAt, signingList, terminationList } from './employer-lists.ts';
import { InviteAgainButton } from './InviteAgainButton.tsx';
import { RecallButton } from './RecallButton.tsx';
import { RequestTermination } from './RequestTermination.tsx';
import { TerminationAnswer } from './TerminationAnswer.tsx';

/** One signing or one termination, as its employer sees it. */
export default function EmployerCasePage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const [location] = useLocation();
  const found = useQuery(caseQuery(ref));
  const { path, title } = employerListAt(location);
  const back = <Link {...backToList(path)}>返回{title}</Link>;
  return (
    <Loaded query={found} back={back}>
      {page => (
        <>
          <PageHead
            title={`${page.graduateName} – ${page.flowTitle}`}
            note={[page.schoolName, page.jobTitle].filter(Boolean).join('，')}
          >
            <Buttons page={page} />
            {back}
          </PageHead>
          <Standing page={page} />
          <div className="two-columns">
            <div>
              <Sections sections={page.sections} />
              <Grounds page={page} />
            </div>
            <div>
              <Documents page={page} />
              <History history={page.history} />
            </div>
          </div>
        </>
      )}
    </Loaded>
  );
}

/** What the other side, or one's own, has handed in with the request for a termination. */
function Grounds({ page }: { readonly page: CasePage }) {
  const files = page.files.filter(({ purpose, submitted }) => purpose === 'grounds' && submitted);
  return files.length > 0 ? <EvidenceCard key={page.ref} page={{ ...page, files }} /> : null;
}

function Buttons({ page }: { readonly page: CasePage }) {
  if (page.flow === terminationList.flow) return <TerminationAnswer key={page.ref} page={page} />;
  const recall = page.actions.find(({ action }) => action === 'recall');
  return (
    <>
      {recall && !recall.obstacle ? (
        <RecallButton caseRef={page.ref} version={page.version} graduateName={page.graduateName} />
      ) : null}
      {mayInviteAgain(page) ? <InviteAgainButton row={page} /> : null}
      <RequestTermination key={page.ref} page={page} />
    </>
  );
}

function Standing({ page }: { readonly page: CasePage }) {
  const waited = timeWaited(page.since, useNow());
  const obstacles = [...page.actions.map(({ obstacle }) => obstacle?.sentence), page.termination?.obstacle ?? undefined];
  const pathIn = (flow: string) => (ref: string) => employerCasePath({ flow, ref });
  return (
    <div className="card case-state">
      <StateTag tone={page.tone} label={page.label} />
      {page.mine ? (
        <span className="mine">等待您答复</span>
      ) : page.waitsFor ? (
        <span className="quiet">等待{page.waitsFor}办理</span>
      ) : null}
      {page.waitsFor && waited && !page.respondBy ? <span className="mine">{waited}</span> : null}
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
      <Related page={page} signingPath={pathIn(signingList.flow)} terminationPath={pathIn(terminationList.flow)} />
      {[...new Set(obstacles)].map(sentence =>
        sentence && !page.termination?.open ? (
          <p key={sentence} className="quiet">
            {sentence}
          </p>
        ) : null,
      )}
      {page.reason ? (
        <p className="wrap">
          {page.reason.word}：{reasonWords(page.reason)}
        </p>
      ) : null}
      <StepLine steps={page.steps} />
    </div>
  );
}
