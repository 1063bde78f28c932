export { qualificationModule } from './module.ts';
