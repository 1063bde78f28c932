/** What follows from a change. Some hold at once, in the transition's own transaction; the others become jobs added in it. */
export type Whom = 'graduate' | 'employer' | 'parties';

export type Effect =
  /** The graduate's roster row is copied into the case. */
  | { readonly kind: 'takeSnapshot' }
  /** Only the non-key fields are copied again. */
  | { readonly kind: 'refreshSnapshot' }
  | { readonly kind: 'drawAgreementNumber' }
  /** Confirmation falls back to 未确认 (reported) or 未上报 (cleared). */
  | { readonly kind: 'confirmation'; readonly becomes: 'unconfirmed' | 'unreported' }
  | { readonly kind: 'report' }
  | { readonly kind: 'clearReport' }
  | { readonly kind: 'make'; readonly document: 'agreement' }
  | { readonly kind: 'tell'; readonly whom: Whom }
  /** Told again this many hours before the case runs out, if it still waits then. */
  | { readonly kind: 'remindBeforeDue'; readonly whom: Whom; readonly hours: number };

/** Effects that are carried out in the transition's own transaction. */
export const isImmediate = (effect: Effect): boolean =>
  effect.kind === 'takeSnapshot' ||
  effect.kind === 'refreshSnapshot' ||
  effect.kind === 'drawAgreementNumber' ||
  effect.kind === 'confirmation';

export const takeSnapshot: Effect = { kind: 'takeSnapshot' };
export const refreshSnapshot: Effect = { kind: 'refreshSnapshot' };
export const make = (document: 'agreement'): Effect => ({ kind: 'make', document });
export const tell = (whom: Whom): Effect => ({ kind: 'tell', whom });
export const remindBeforeDue = (whom: Whom, hours: number): Effect => ({ kind: 'remindBeforeDue', whom, hours });

/** A signing or a registered destination begins to count. */
export const comesIntoForce: readonly Effect[] = [
  { kind: 'drawAgreementNumber' },
  { kind: 'confirmation', becomes: 'unconfirmed' },
  { kind: 'report' },
  make('agreement'),
];
/** It no longer counts: the graduate is free, the reported destination is cleared. */
export const fallsAway: readonly Effect[] = [
  { kind: 'confirmation', becomes: 'unreported' },
  { kind: 'clearReport' },
  tell('parties'),
];
