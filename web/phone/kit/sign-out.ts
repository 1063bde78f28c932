import { RequestRefused } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { unmarkSession } from './session-mark.ts';
import { signOutWith } from './sign-out-with.ts';
import { forgetAllTyped } from './typed-here.ts';

/** Ends the session and removes everything that the person typed from this device. */
export const signOut = (): Promise<void> =>
  signOutWith({
    forget: forgetAllTyped,
    end: () => call('DELETE /api/session'),
    isOver: error => error instanceof RequestRefused && error.problem.code === 'not-signed-in',
    leave: () => {
      unmarkSession();
      location.assign('/m/sign-in');
    },
  });
