export { objectionsModule } from './module.ts';
export { objectionsOf } from './read-objections.ts';
