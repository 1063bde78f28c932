export { employerDeskModule } from './module.ts';
