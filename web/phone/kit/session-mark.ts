/** That somebody was signed in in this tab, and nothing of whom: told again after a reload, when the session has ended. */
const key = 'was-signed-in';

type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const ofThisTab = (): Keeper => sessionStorage;

function within<Answer>(keeper: () => Keeper, act: (keeper: Keeper) => Answer, otherwise: Answer): Answer {
  try {
    return act(keeper());
  } catch {
    // Switched off: then the sign-in page comes without a word.
    return otherwise;
  }
}

export const markSession = (keeper = ofThisTab): void => within(keeper, it => it.setItem(key, 'yes'), undefined);
export const unmarkSession = (keeper = ofThisTab): void => within(keeper, it => it.removeItem(key), undefined);

/** What the sign-in page is asked to tell: an outcome that the URL names, or, once, that the session has ended. */
export function toldAtSignIn(search: string, keeper = ofThisTab): string {
  const ended = within(keeper, it => it.getItem(key) !== null, false);
  unmarkSession(keeper);
  if (new URLSearchParams(search).has('problem')) return search;
  return ended ? 'problem=not-signed-in' : '';
}
