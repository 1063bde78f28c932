/** Pages on which something is typed and not saved: they are asked before one leaves. */
export interface Unsaved {
  readonly isUnsaved: () => boolean;
  /** Whether to leave all the same. */
  readonly ask: () => Promise<boolean>;
}

const pages = new Set<Unsaved>();
let isAsking = false;

/** From now on the page is asked; ends with what is answered. */
export function holdUnsaved(page: Unsaved): () => void {
  pages.add(page);
  return () => {
    pages.delete(page);
  };
}

const unsavedPage = (): Unsaved | undefined => [...pages].find(({ isUnsaved }) => isUnsaved());
export const hasUnsaved = (): boolean => unsavedPage() !== undefined;

/** Asks where something would be lost. After a yes the page is not asked again; a second question while one is open is a no. */
export async function mayLeave(): Promise<boolean> {
  const page = unsavedPage();
  if (!page) return true;
  if (isAsking) return false;
  isAsking = true;
  try {
    const leaves = await page.ask();
    if (leaves) pages.delete(page);
    return leaves;
  } finally {
    isAsking = false;
  }
}

type Navigate<Options> = (to: string, options?: Options) => void;

/** Around every navigation within the desk; another search or hash of the same page loses nothing. */
export const navigateAsking =
  (here: string) =>
  <Options>(navigate: Navigate<Options>, to: string, options?: Options): void => {
    const isSamePage = to.replace(/[?#].*$/, '') === here;
    if (isSamePage || !hasUnsaved()) navigate(to, options);
    else void mayLeave().then(leaves => (leaves ? navigate(to, options) : undefined));
  };

/** What was typed, to be compared: a field that was emptied is as one that was never filled in. */
export const printed = (typed: unknown): string =>
  JSON.stringify(typed, (_, value: unknown) => (value === '' || value === null ? undefined : value)) ?? '';
