export { guidesModule } from './module.ts';
