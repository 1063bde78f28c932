export { verificationDeskModule } from './module.ts';
