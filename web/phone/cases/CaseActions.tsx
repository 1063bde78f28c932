import { useLocation } from 'wouter';
import { addressOf } from '#contract/client.ts';
import type { CasePage } from '#contract/routes/cases.ts';
import { inWechat } from '#web/phone/kit/in-wechat.ts';
import { useSheet } from '#web/phone/kit/use-sheet.ts';
import { AcceptSheet } from './AcceptSheet.tsx';
import { ActSheet } from './ActSheet.tsx';
import { actWordsOn, buttonWord } from './acts.ts';
import { DeclineSheet } from './DeclineSheet.tsx';
import { TerminationSheet } from './TerminationSheet.tsx';

const known = (page: CasePage) => page.actions.filter(({ action }) => actWordsOn(page, action));

/** What the graduate may do now, at the thumb: the main act last, where it is easiest to reach. Closed ones stay, and say why. */
export function CaseActions({ page }: { readonly page: CasePage }) {
  const { show } = useSheet();
  const [, go] = useLocation();
  const acts = known(page);
  const main = acts.find(({ action }) => actWordsOn(page, action)?.isMain)?.action;
  const agreement = page.documents.find(({ title, state }) => title === '就业协议书' && state === 'ready');
  const isInvitation = page.flow === 'online-signing' && acts.some(({ action }) => action === 'accept');
  const ordered = acts.toSorted((a, b) => Number(a.action === main) - Number(b.action === main));
  return (
    <>
      {acts.some(({ obstacle }) => obstacle) && isInvitation && !page.voidable && (
        <p className="note">现在只能查看，不能回应，原因见上方说明。</p>
      )}
      <div className="bar-buttons">
        {ordered.map(one => {
          const { action, asks, obstacle } = one;
          const isForm = asks === 'form';
          const closed = obstacle !== null && !(action === 'accept' && page.voidable) && !isForm;
          return (
            <button
              key={action}
              type="button"
              className={action === main ? 'button button-main' : 'button'}
              disabled={closed}
              {...(isForm ? {} : { 'aria-haspopup': 'dialog' as const })}
              aria-describedby={closed ? 'obstacle' : undefined}
              onClick={() => (isForm ? go(`/cases/${page.ref}/fill`) : show(action))}
            >
              {buttonWord(page, one)}
            </button>
          );
        })}
        {page.termination && !page.termination.open && (
          <button
            type="button"
            className="button"
            disabled={page.termination.obstacle !== null}
            aria-haspopup="dialog"
            onClick={() => show('terminate')}
          >
            申请解约
          </button>
        )}
        {page.termination?.open && (
          <button type="button" className="button" onClick={() => go(`/cases/${page.termination?.open}`)}>
            查看解约进度
          </button>
        )}
        {!main && agreement && <Download caseRef={page.ref} document={agreement} />}
      </div>
    </>
  );
}

/** What most people come back for lies where the thumb is; the end of the signing beside it. */
function Download({ caseRef, document: { id } }: { readonly caseRef: string; readonly document: CasePage['documents'][number] }) {
  // Where no PDF can be saved, the way to its picture.
  if (inWechat)
    return (
      <button
        type="button"
        className="button button-main"
        onClick={() => document.querySelector('.document-pages')?.scrollIntoView({ block: 'center' })}
      >
        查看协议书
      </button>
    );
  return (
    <a className="button button-main" href={addressOf('GET /api/cases/{ref}/documents/{id}', { ref: caseRef, id })} download="">
      下载协议书
    </a>
  );
}

export const hasActions = (page: CasePage): boolean => known(page).length > 0 || page.termination !== null;

interface Props {
  readonly page: CasePage;
  readonly onDone: (page: CasePage, action: string) => void;
}

/** The form of the act that the URL names, when it is open to this person. */
export function ActionSheet({ page, onDone }: Props) {
  const { open = '', close } = useSheet();
  if (open === 'terminate' && page.termination && !page.termination.obstacle)
    return <TerminationSheet page={page} onClose={close} />;
  const action = known(page).find(one => one.action === open);
  if (!action || (action.obstacle && !(action.action === 'accept' && page.voidable))) return null;
  const props = { page, onClose: close, onDone: (answered: CasePage) => onDone(answered, action.action) };
  if (action.asks === 'consent') return <AcceptSheet {...props} />;
  if (page.flow === 'online-signing' && action.action === 'decline') return <DeclineSheet {...props} />;
  return action.asks === 'form' ? null : <ActSheet {...props} action={action} />;
}
