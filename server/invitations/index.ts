export { invitationCodeHash } from './invitation-codes.ts';
export { type Invited, inviteGraduate } from './invite-graduate.ts';
export { invitationsModule } from './module.ts';
