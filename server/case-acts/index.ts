export { actOnCase } from './act-on-case.ts';
export { findGraduateStep, listGraduateSteps } from './graduate-steps.ts';
export { caseActsModule } from './module.ts';
