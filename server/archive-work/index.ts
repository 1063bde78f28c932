export { archiveWorkModule } from './module.ts';
