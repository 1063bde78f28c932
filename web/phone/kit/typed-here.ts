/** What was typed on this phone and lies in its browser belongs to one person: nobody who signs in after them finds it. */

const prefixes = ['form:', 'draft:'];
/** Whose it is: an opaque mark. Kept beside it, for a session may end without a sign-out. */
const mark = 'typed-by';

/** The part of the browser's storage that is needed. */
type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
const ofThisBrowser = (): readonly Keeper[] => [localStorage, sessionStorage];

function forgetIn(keeper: Keeper): void {
  const keys = Array.from({ length: keeper.length }, (_, nth) => keeper.key(nth) ?? '');
  for (const key of keys) if (prefixes.some(prefix => key.startsWith(prefix))) keeper.removeItem(key);
  keeper.removeItem(mark);
}

/** Each for itself: where one storage is switched off, the other is still cleared. */
function inEach(keepers: () => readonly Keeper[], act: (keeper: Keeper) => void): void {
  for (const nth of [0, 1]) {
    try {
      const keeper = keepers()[nth];
      if (keeper) act(keeper);
    } catch {
      // Switched off: then nothing lies there either.
    }
  }
}

/** Nothing of anybody stays. */
export const forgetAllTyped = (keepers = ofThisBrowser): void => inEach(keepers, forgetIn);

/** Somebody is signed in: what somebody else has typed here is removed before a page can show it. */
export const keepOnlyOf = (owner: string, keepers = ofThisBrowser): void =>
  inEach(keepers, keeper => {
    if (keeper.getItem(mark) === owner) return;
    forgetIn(keeper);
    keeper.setItem(mark, owner);
  });
