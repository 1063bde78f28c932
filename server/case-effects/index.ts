export { expireInside } from './expire-case.ts';
export { caseEffectsModule } from './module.ts';
export type { Reporting } from './report-case.ts';
export { casesPort } from './roster-port.ts';
export type { TransfersPort } from './transfers-port.ts';
