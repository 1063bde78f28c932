export { expireInside } from './expire-case.ts';
export { caseEffectsModule } from './module.ts';
export { casesPort } from './roster-port.ts';
