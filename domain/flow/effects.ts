/** What follows from a change. Some hold at once, in the transition's own transaction; the others become jobs added in it. */
import type { Action } from '../actions/all.ts';

/** The recipient of an effect: a side of the case, or the side that did not act. */
export type Whom = 'graduate' | 'employer' | 'parties' | 'otherParty';
export type DocumentKind = 'agreement' | 'terminationCertificate' | 'changeNote';

export type Effect =
  /** The graduate's roster row is copied into the case. */
  | { readonly kind: 'takeSnapshot' }
  /** Only the non-key fields are copied again. */
  | { readonly kind: 'refreshSnapshot' }
  | { readonly kind: 'drawAgreementNumber' }
  /** Confirmation falls back and codes die (`confirmation/changes.ts`); of a correction only when an important field changed. */
  | { readonly kind: 'confirmation'; readonly change: 'reported' | 'corrected' | 'cleared'; readonly ifImportant?: true }
  | { readonly kind: 'report' }
  | { readonly kind: 'clearReport' }
  | { readonly kind: 'make'; readonly document: DocumentKind }
  | { readonly kind: 'tell'; readonly whom: Whom }
  /** Told again this many hours before the case runs out, if it still waits then. */
  | { readonly kind: 'remindBeforeDue'; readonly whom: Whom; readonly hours: number }
  /** The message is repeated after these days if the case is still in the same state. */
  | { readonly kind: 'remindAfter'; readonly whom: Whom; readonly days: readonly number[] }
  /** The signing that a termination is about moves in the same transaction. */
  | { readonly kind: 'alsoOnSigning'; readonly action: Action }
  /** The employer's agent gets a link by SMS. */
  | { readonly kind: 'sendLink' }
  /** Of an employer: what it has handed in counts from now on. */
  | { readonly kind: 'certify' }
  /** Of a change request: the record is corrected as it asks. */
  | { readonly kind: 'correctRecord' }
  /** The roster row gets the training mode and the unit that were asked for. */
  | { readonly kind: 'changeTrainingMode' }
  /** The graduate's record of archive or hukou says from now on what was asked. */
  | { readonly kind: 'writeTransfer' }
  /** The auditor gets an account; a new initial password; the account is closed. */
  | { readonly kind: 'appointAuditor' }
  | { readonly kind: 'renewAuditorPassword' }
  | { readonly kind: 'dismissAuditor' };
export type EffectKind = Effect['kind'];

/** Carried out for requests alone (`server/requests`); the table of a case may not name them. */
export const requestEffects: ReadonlySet<EffectKind> = new Set<EffectKind>([
  'certify',
  'correctRecord',
  'changeTrainingMode',
  'writeTransfer',
  'appointAuditor',
  'renewAuditorPassword',
  'dismissAuditor',
]);

const immediate: ReadonlySet<EffectKind> = new Set<EffectKind>([
  'takeSnapshot',
  'refreshSnapshot',
  'drawAgreementNumber',
  'confirmation',
  'alsoOnSigning',
  ...requestEffects,
]);
/** Effects that are carried out in the transition's own transaction. */
export const isImmediate = (effect: Effect): boolean => immediate.has(effect.kind);

export const takeSnapshot: Effect = { kind: 'takeSnapshot' };
export const refreshSnapshot: Effect = { kind: 'refreshSnapshot' };
export const make = (document: DocumentKind): Effect => ({ kind: 'make', document });
export const tell = (whom: Whom): Effect => ({ kind: 'tell', whom });
export const remindBeforeDue = (whom: Whom, hours: number): Effect => ({ kind: 'remindBeforeDue', whom, hours });

export const remindAfter = (whom: Whom, ...days: number[]): Effect => ({ kind: 'remindAfter', whom, days });
export const alsoOnSigning = (action: Action): Effect => ({ kind: 'alsoOnSigning', action });
export const sendLink: Effect = { kind: 'sendLink' };
export const drawAgreementNumber: Effect = { kind: 'drawAgreementNumber' };
export const certify: Effect = { kind: 'certify' };
export const correctRecord: Effect = { kind: 'correctRecord' };
export const changeTrainingMode: Effect = { kind: 'changeTrainingMode' };
export const writeTransfer: Effect = { kind: 'writeTransfer' };
export const appointAuditor: Effect = { kind: 'appointAuditor' };
export const renewAuditorPassword: Effect = { kind: 'renewAuditorPassword' };
export const dismissAuditor: Effect = { kind: 'dismissAuditor' };

/** A signing or a registered destination begins to count. */
export const comesIntoForce: readonly Effect[] = [{ kind: 'confirmation', change: 'reported' }, { kind: 'report' }];
/** It no longer counts: the graduate is free, the reported destination is cleared. Whatever ended it tells of it. */
export const noLongerCounts: readonly Effect[] = [{ kind: 'confirmation', change: 'cleared' }, { kind: 'clearReport' }];
/** The school changed a record in force: it is reported again, noted and told. The agreement stays as it was signed. */
export const correctsInForce: readonly Effect[] = [
  { kind: 'confirmation', change: 'corrected', ifImportant: true },
  { kind: 'report' },
  make('changeNote'),
  tell('parties'),
];
