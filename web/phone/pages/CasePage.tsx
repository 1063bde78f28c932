import { Link, useLocation, useSearch } from 'wouter';
import type { CasePage as Content } from '#contract/routes/cases.ts';
import { ProblemNotice } from '#web/shared/ProblemNotice.tsx';
import { SectionRows } from '#web/shared/SectionRows.tsx';
import { StepLine } from '#web/shared/StepLine.tsx';
import { ToneTag } from '#web/shared/ToneTag.tsx';
import { ActionSheet, CaseActions, hasActions } from '../pieces/CaseActions.tsx';
import { Deadline } from '../pieces/Deadline.tsx';
import { Documents } from '../pieces/Documents.tsx';
import { FileGallery } from '../pieces/FileGallery.tsx';
import { History } from '../pieces/History.tsx';
import { Page } from '../pieces/Page.tsx';
import { Result } from '../pieces/Result.tsx';
import { WaitingWith } from '../pieces/WaitingWith.tsx';
import { useCase, useTakeIn } from '../use-case.ts';
import { Failed, Loading } from './states.tsx';

const home = { back: '/destinations' } as const;

/** Why its buttons are closed, when they are: one reason closes all of them. */
const obstacleOf = (page: Content) => page.actions.find(action => action.obstacle)?.obstacle;

/** One case: everything that was offered, where it stands, and what can be done now. */
export function CasePage({ caseRef }: { readonly caseRef: string }) {
  const { data: page, error, refetch, isPending } = useCase(caseRef);
  const takeIn = useTakeIn();
  const done = new URLSearchParams(useSearch()).get('done');
  const [path, go] = useLocation();
  if (isPending) return <Loading title="签约信息" {...home} />;
  if (!page) return <Failed title="签约信息" {...home} error={error} onRetry={refetch} />;
  const obstacle = obstacleOf(page);
  return (
    <>
      <Page title={page.flowTitle} {...home} bar={hasActions(page) && <CaseActions page={page} />}>
        {error && <ProblemNotice error={error} onRetry={refetch} />}
        {done && <Result page={page} action={done} />}
        <Head page={page} />
        {obstacle && (
          <div className="notice tone-ended" id="obstacle">
            <p className="notice-title">现在不能办理</p>
            <p>{obstacle.sentence}</p>
          </div>
        )}
        <Documents page={page} />
        {page.signing && <SigningLink signing={page.signing} />}
        <FileGallery page={page} files={page.files} />
        {page.sections.map(section => (
          <SectionRows key={section.title} section={section} />
        ))}
        <History entries={page.history} />
      </Page>
      <ActionSheet
        page={page}
        onDone={(answered, action) => {
          takeIn(answered);
          go(`${path}?done=${action}`, { replace: true });
        }}
      />
    </>
  );
}

const SigningLink = ({ signing }: { readonly signing: NonNullable<Content['signing']> }) => (
  <Link href={`/cases/${signing.ref}`} className="card card-link">
    <span className="card-link-words">
      <span className="card-title">所解除的签约</span>
      <span className="note">{signing.label}</span>
    </span>
  </Link>
);

const Head = ({ page }: { readonly page: Content }) => (
  <section className="card stack" aria-labelledby="employer">
    <p>
      <ToneTag tone={page.tone} label={page.label} />
    </p>
    <div>
      <h2 id="employer" className="case-name">
        {page.employerName}
      </h2>
      <p>{page.jobTitle || '--'}</p>
      {!obstacleOf(page) && <WaitingWith {...page} />}
    </div>
    {page.tone === 'waiting' && page.respondBy && <Deadline at={page.respondBy} />}
    {page.reason && (
      <div className="notice tone-refused">
        <p className="notice-title">原因：{page.reason.reason}</p>
        {page.reason.text && <p>{page.reason.text}</p>}
      </div>
    )}
    <StepLine steps={page.steps} />
  </section>
);
