import { Link, useLocation, useSearch } from 'wouter';
import type { CasePage as Content } from '#contract/routes/cases.ts';
import { actions, isAction } from '#domain/actions/all.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { SectionRows } from '#web/common/SectionRows.tsx';
import { StepLine } from '#web/common/StepLine.tsx';
import { ToneTag } from '#web/common/ToneTag.tsx';
import { Deadline } from '#web/phone/kit/Deadline.tsx';
import { FlagNotice } from '#web/phone/kit/FlagNotice.tsx';
import { Page } from '#web/phone/kit/Page.tsx';
import { Failed, Loading } from '#web/phone/kit/states.tsx';
import { useCase, useTakeIn } from '#web/phone/kit/use-case.ts';
import { WaitingWith } from '#web/phone/kit/WaitingWith.tsx';
import { Amended } from './Amended.tsx';
import { ActionSheet, CaseActions, hasActions } from './CaseActions.tsx';
import { Documents } from './Documents.tsx';
import { EmployerLink } from './EmployerLink.tsx';
import { FileGallery } from './FileGallery.tsx';
import { History } from './History.tsx';
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

/** One case: everything that was offered, its state, and what can be done now. */
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
        <Amended {...page} />
        <FlagNotice flag={page.flag} />
        {obstacle && <Obstacle page={page} sentence={obstacle.sentence} />}
        <Documents page={page} />
        {page.employerLink && <EmployerLink link={page.employerLink} />}
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

const isAdverse = (action: string): boolean => isAction(action) && actions[action].isAdverse === true;
/** These actions leave the case in its state: the reason that was given before them still holds. */
const inPlace: readonly string[] = ['save', 'refreshSnapshot', 'noteHelp', 'amend', 'correct', 'requestEmployerUpload'];

/** Why the case was returned or refused, while it is; for a termination, why it was requested. */
function Reason({ page: { reason, history, flow } }: { readonly page: Content }) {
  const moves = history.filter(({ action }) => !inPlace.includes(action)).toSorted((a, b) => a.seq - b.seq);
  const against = isAdverse(moves.at(-1)?.action ?? '');
  if (!reason || !(against || flow.endsWith('termination'))) return null;
  return (
    <div className={against ? 'notice tone-refused' : 'notice tone-review'}>
      <p className="notice-title">{reason.reason ? `${against ? '原因' : '解约原因'}：${reason.reason}` : '说明'}</p>
      {reason.text && <p>{reason.text}</p>}
    </div>
  );
}

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
    <Reason page={page} />
    <StepLine steps={page.steps} />
  </section>
);
