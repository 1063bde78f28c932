export { compareWithRegistry, hashOfConfirmed, isAsConfirmed, scheduleComparison } from './compare-with-registry.ts';
export { describeBasics, describeParts, describeState } from './describe.ts';
export { confirmationModule } from './module.ts';
export type { Confirming, HeldOf } from './read-own.ts';
export { selectEvents } from './store.ts';
export { undoConfirmations } from './undo-confirmations.ts';
