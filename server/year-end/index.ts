export { closeCohorts } from './close-cohorts.ts';
export { yearEndModule } from './module.ts';
