import { Link, useLocation, useSearch } from 'wouter';
import type { CasePage as Content } from '#contract/routes/cases.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Deadline } from '#web/phone/kit/Deadline.tsx';
import { FlagNotice } from '#web/phone/kit/FlagNotice.tsx';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { Milestones } from '#web/phone/kit/Milestones.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Loading } from '#web/phone/kit/states.tsx';
import { useCase, useTakeIn } from '#web/phone/kit/use-case.ts';
import { WaitingWith } from '#web/phone/kit/WaitingWith.tsx';
import { Why } from '#web/phone/kit/Why.tsx';
import { Amended } from './Amended.tsx';
import { ActionSheet, CaseActions, hasActions } from './CaseActions.tsx';
import { Documents } from './Documents.tsx';
import { EmployerLink } from './EmployerLink.tsx';
import { FileGallery } from './FileGallery.tsx';
import { History } from './History.tsx';
import { OfflineGuide } from './OfflineGuide.tsx';
import { NotOpened } from './OtherCohort.tsx';
import { Refill } from './Refill.tsx';
import { Result } from './Result.tsx';

const home = { back: '/destinations' } as const;

/** Why buttons are closed, when some are. */
const obstacleOf = (page: Content) => page.actions.find(action => action.obstacle)?.obstacle;

function Obstacle({ page, sentence }: { readonly page: Content; readonly sentence: string }) {
  const closed = page.actions.filter(({ obstacle }) => obstacle);
  const all = closed.length === page.actions.length;
  const word = closed.some(({ action }) => action === 'accept') ? '接受' : '提交';
  return (
    <div className="notice tone-ended" id="obstacle">
      <p className="notice-title">
        {page.voidable ? `${word}前须先作废` : all ? '现在不能办理' : `现在还不能${closed.map(one => one.word).join('、')}`}
      </p>
      <p>{page.voidable ? `您已登记「${page.voidable.label}」。点击「作废并${word}」，将同时作废该登记。` : sentence}</p>
    </div>
  );
}

/** What is only gathered for a termination is shown where that is asked for. */
const isShownHere = ({ purpose, submitted }: Content['files'][number]): boolean => purpose !== 'grounds' || submitted;

/** One case: everything that was offered, its state, and what can be done now. */
export function CasePage({ caseRef }: { readonly caseRef: string }) {
  const { data: page, error, refetch, isPending } = useCase(caseRef);
  const takeIn = useTakeIn();
  const done = new URLSearchParams(useSearch()).get('done');
  const [path, go] = useLocation();
  if (isPending) return <Loading title="签约信息" {...home} />;
  if (!page) return <NotOpened title="签约信息" {...home} error={error} onRetry={refetch} />;
  const obstacle = obstacleOf(page);
  return (
    <>
      <Page title={page.flowTitle} {...home} bar={hasActions(page) && <CaseActions page={page} />}>
        {error && <ProblemNotice error={error} onRetry={refetch} />}
        {done && <Result page={page} action={done} />}
        <Head page={page} />
        <Amended {...page} />
        <FlagNotice flag={page.flag} />
        {obstacle && <Obstacle page={page} sentence={obstacle.sentence} />}
        <Refill page={page} />
        <Documents page={page} />
        <OfflineGuide page={page} />
        {page.employerLink && <EmployerLink link={page.employerLink} />}
        {page.signing && <SigningLink signing={page.signing} />}
        <FileGallery page={page} files={page.files.filter(isShownHere)} />
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
    <Icon name="onward" />
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
      {page.jobTitle && <p>{page.jobTitle}</p>}
      {!obstacleOf(page) && <WaitingWith {...page} />}
    </div>
    {page.tone === 'waiting' && page.respondBy && <Deadline at={page.respondBy} />}
    <Why why={page.why} />
    <Milestones steps={page.steps} />
  </section>
);
