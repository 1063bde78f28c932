export { compareWithRegistry, hashOfConfirmed, scheduleComparison } from './compare-with-registry.ts';
export { confirmationModule } from './module.ts';
export { undoConfirmations } from './undo-confirmations.ts';
