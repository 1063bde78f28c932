export { publicCheckModule } from './module.ts';
