import { call } from '#web/common/client.ts';
import { forgetDrafts } from '#web/common/use-draft.ts';
import { forgetForms } from './kept-form.ts';

/** Ends the session and removes everything that the person typed from this device. */
export async function signOut(): Promise<void> {
  await call('DELETE /api/session');
  forgetDrafts();
  forgetForms();
  location.assign('/m/sign-in');
}
