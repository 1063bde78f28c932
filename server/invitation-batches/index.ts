export { invitationBatchesModule } from './module.ts';
