import { by, type Chapter, met, notMet } from './requirement.ts';
import { says } from './sources.ts';

const sessions = (test: string) => by('server/sessions/sessions.test.ts', test);
const security = (test: string) => by('server/accounts/account-security.test.ts', test);
const staff = (test: string) => by('server/accounts/staff.test.ts', test);

export const v07: Chapter = {
  number: 7,
  title: 'Session management',
  requirements: [
    met(
      'V7.1.1',
      'Idle and whole lifetime of sessions are written down',
      'docs/security.md',
      says('docs/security.md', /idle limit 30 minutes for staff, 2 hours for others, 12 hours in all/),
    ),
    met(
      'V7.1.2',
      'How many sessions an account may have is written down',
      'docs/security.md, “Ways to sign in”',
      says('docs/security.md', /as many sessions as it has devices/),
    ),
    met(
      'V7.1.3',
      'What sessions of other systems have to do with ours is written down',
      'docs/security.md, “Ways to sign in”',
      says('docs/security.md', /ends no session at 学信网/),
    ),
    met('V7.2.1', 'The server judges sessions', sessions('end at once when the account is disabled')),
    met(
      'V7.2.2',
      'Tokens are made for each session',
      sessions('gets a cookie that scripts and other sites cannot use, and a new one at each sign-in'),
    ),
    met(
      'V7.2.3',
      'Tokens have 128 bits from a CSPRNG',
      '32 random bytes',
      sessions('hold their token nowhere but in the cookie'),
      says('server/sessions/sessions.ts', /randomBytes\(32\)/),
    ),
    met(
      'V7.2.4',
      'Signing in makes a new token',
      sessions('gets a cookie that scripts and other sites cannot use, and a new one at each sign-in'),
    ),
    met('V7.3.1', 'Idle sessions end', sessions('… may be idle for … minutes, and each request starts them anew')),
    met('V7.3.2', 'All sessions end', sessions('end after twelve hours of work')),
    met('V7.4.1', 'A session that has ended opens nothing', sessions('signs out')),
    met(
      'V7.4.2',
      'Sessions end with the account',
      sessions('end at once when the account is disabled'),
      staff('everything ends at once when it is disabled, and when it loses a department'),
    ),
    met(
      'V7.4.3',
      'Others’ sessions can be ended after a factor was changed',
      'They end by themselves',
      says('server/accounts/own-security.ts', /endSessionsOfAccount/),
    ),
    met(
      'V7.4.4',
      'Signing out is on every page',
      says('web/desk/shell/TopBar.tsx', /退出/),
      'In the top bar of the desk, in the menu of the phone',
    ),
    met(
      'V7.4.5',
      'Administrators can end sessions',
      'The act `end-sessions` of the level above',
      says('contract/routes/accounts.ts', /'end-sessions'/),
      staff('everything ends at once when it is disabled, and when it loses a department'),
    ),
    met(
      'V7.5.1',
      'Before factors are changed one signs in anew',
      'Password or second factor within ten minutes, 学信网 for graduates',
      security('the password of the last minutes is asked for, or the second factor, and what was sent is done when sent again'),
      by(
        'server/sign-in/graduates.test.ts',
        'who came in by WeChat, or whose 学信网 sign-in is some minutes old, signs in there anew',
      ),
    ),
    notMet(
      'V7.5.2',
      'Users see their sessions and end them, having signed in anew',
      'They see device, network and times, and end one or all others; ending asks for no password, so that it is quick when it matters.',
    ),
    met(
      'V7.6.1',
      'Sessions of provider and product end as written',
      'docs/security.md, “Ways to sign in”',
      says('docs/security.md', /ends no session at 学信网/),
      sessions('end after twelve hours of work'),
    ),
    met(
      'V7.6.2',
      'No session without an act of its user',
      'A sign-in at 学信网 asks the next person again',
      by('sandbox/sign-in.test.ts', 'one tap on a demo account signs in, and the next person is asked again'),
    ),
  ],
};
