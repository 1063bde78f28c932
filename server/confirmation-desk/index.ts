export { confirmationDeskModule } from './module.ts';
