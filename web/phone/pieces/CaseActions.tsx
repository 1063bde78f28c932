import type { CasePage } from '#contract/routes/cases.ts';
import { useSheet } from '../use-sheet.ts';
import { AcceptSheet } from './AcceptSheet.tsx';
import { DeclineSheet } from './DeclineSheet.tsx';

const sheets = { accept: AcceptSheet, decline: DeclineSheet } as const;
const isKnown = (action: string): action is keyof typeof sheets => Object.hasOwn(sheets, action);

/** What the graduate may do now, at the thumb: the main act last, where it is easiest to reach. Closed ones stay, and say why. */
export function CaseActions({ page }: { readonly page: CasePage }) {
  const { show } = useSheet();
  const known = page.actions.filter(({ action }) => isKnown(action));
  return (
    <>
      {known.some(({ obstacle }) => obstacle) && <p className="note">现在只能查看，不能回应，原因见上方说明。</p>}
      <div className="bar-buttons">
        {known.toReversed().map(({ action, word, obstacle }) => (
          <button
            key={action}
            type="button"
            className={action === 'accept' ? 'button button-main' : 'button'}
            disabled={obstacle !== null}
            aria-haspopup="dialog"
            aria-describedby={obstacle ? 'obstacle' : undefined}
            onClick={() => show(action)}
          >
            {word}
          </button>
        ))}
      </div>
    </>
  );
}

export const hasActions = (page: CasePage): boolean => page.actions.some(({ action }) => isKnown(action));

/** The form of the act that the address names, when it is open to this person. */
export function ActionSheet({
  page,
  onDone,
}: {
  readonly page: CasePage;
  readonly onDone: (page: CasePage, action: string) => void;
}) {
  const { open = '', close } = useSheet();
  const action = page.actions.find(one => one.action === open && one.obstacle === null);
  if (!action || !isKnown(action.action)) return null;
  const Form = sheets[action.action];
  return <Form page={page} onClose={close} onDone={answered => onDone(answered, action.action)} />;
}
