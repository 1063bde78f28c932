import { dayLength } from '#domain/dates.ts';

/**
 * What was typed into a form and has not reached the server: kept on this phone, so that it outlives a lost network and a closed browser.
 * Gone as soon as the server has it, when the person signs out or somebody else signs in (`typed-here.ts`), and after a day.
 */
const prefix = 'form:';
const validFor = dayLength;

type Form = Readonly<Record<string, string>>;
/** The part of the browser's storage that is needed. */
type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface Place {
  readonly keeper?: Keeper;
  readonly now?: number;
}

/** Adds what was changed: what was not is left to the server, which may have something newer by then. */
export function keepForm(ref: string, changed: Form, { keeper = localStorage, now = Date.now() }: Place = {}): void {
  try {
    const form = { ...keptForm(ref, { keeper, now }), ...changed };
    keeper.setItem(prefix + ref, JSON.stringify({ at: now, form }));
  } catch {
    // Storage is full or switched off: the server has the draft a second later.
  }
}

/** What is kept of a form, or nothing where it is too old or cannot be read. */
export function keptForm(ref: string, { keeper = localStorage, now = Date.now() }: Place = {}): Form {
  try {
    const kept: unknown = JSON.parse(keeper.getItem(prefix + ref) ?? 'null');
    const { at, form } = Object(kept);
    return typeof at === 'number' && now - at < validFor ? texts(form) : {};
  } catch {
    return {};
  }
}
const texts = (form: unknown): Form =>
  Object.fromEntries(Object.entries(Object(form)).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

export function forgetForm(ref: string): void {
  localStorage.removeItem(prefix + ref);
}

/** Of what is kept, that which has arrived; what another window has typed since stays. */
export function forgetArrived(ref: string, arrived: Form, { keeper = localStorage, now = Date.now() }: Place = {}): void {
  const left = Object.entries(keptForm(ref, { keeper, now })).filter(([key, value]) => arrived[key] !== value);
  keeper.removeItem(prefix + ref);
  if (left.length > 0) keepForm(ref, Object.fromEntries(left), { keeper, now });
}
