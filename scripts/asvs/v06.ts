import { by, type Chapter, met, notMet, without } from './requirement.ts';
import { absent, all, only, says } from './sources.ts';

const signIn = (test: string) => by('server/sign-in/sign-in.test.ts', test);
const codes = (test: string) => by('server/sign-in/consent-code.test.ts', test);
const graduates = (test: string) => by('server/sign-in/graduates.test.ts', test);
const staff = (test: string) => by('server/accounts/staff.test.ts', test);
const security = (test: string) => by('server/accounts/account-security.test.ts', test);
const weak = 'server/accounts/weak-password.test.ts';
const oidc = by('sandbox/sign-in.test.ts', 'a wrong … is refused');
const pathways = says('docs/security.md', /## Ways to sign in/);

export const v06: Chapter = {
  number: 6,
  title: 'Authentication',
  requirements: [
    met(
      'V6.1.1',
      'What guards sign-in, and against locking others out, is written down',
      'docs/security.md, “Threats and answers”',
      says('docs/security.md', /guessing passwords/, /a browser that the account was signed in to before has a count of its own/),
    ),
    met(
      'V6.1.2',
      'Words of this place that no password may have are written down',
      'docs/security.md, “Ways to sign in”',
      says('docs/security.md', /its login, its owner's name/),
    ),
    met('V6.1.3', 'All ways to sign in are written down, with their strength', 'docs/security.md, “Ways to sign in”', pathways),
    met('V6.2.1', 'Passwords have at least 8 characters', 'Ten', by(weak, '… is too short')),
    met(
      'V6.2.2',
      'Users can change their password',
      staff('a new one has a password that is told once, and opens nothing before it is changed'),
    ),
    met(
      'V6.2.3',
      'That asks for the present one',
      says('contract/routes/accounts.ts', /current: z\.string\(\)\.min\(1, '请输入现在的密码'\)/),
    ),
    met(
      'V6.2.4',
      'The 3,000 most common passwords are refused',
      by(weak, 'of a list of leaked ones is refused, and so is every name with the usual digits: more than 3,000'),
    ),
    met(
      'V6.2.5',
      'Any characters may be used, none are demanded',
      'Guesses are counted, kinds of characters are not',
      by(weak, '… is taken'),
    ),
    met(
      'V6.2.6',
      'Passwords are masked as they are typed',
      'antd’s Input.Password',
      only(/<Input\s[^>]*autoComplete="(?:current|new)-password"/),
    ),
    met(
      'V6.2.7',
      'Pasting and password managers work',
      all(
        only(/onPaste=\{[^}]*preventDefault/),
        says('web/desk/account/PasswordForm.tsx', /autoComplete="current-password"/, /autoComplete="new-password"/),
      ),
    ),
    met(
      'V6.2.8',
      'A password is compared as it was typed',
      signIn('are kept as Argon2id in PHC format and fit only themselves'),
      only(/password\.(trim|toLowerCase|slice|substring)\(/, ['server/accounts/guess-length.ts'], ['server', 'contract']),
    ),
    met('V6.2.9', 'Passwords of 64 characters are taken', 'Up to 200', by(weak, 'that is long is judged at once')),
    met('V6.2.10', 'A password does not expire', only(/password_expires|passwordExpires/i)),
    met('V6.2.11', 'Those words are refused', by(weak, '… is made of what is known of its owner')),
    notMet(
      'V6.2.12',
      'Passwords known from breaches are refused',
      'Of breaches only the most common passwords are known here, beside a count of guesses; no full set of breached passwords is asked.',
    ),
    met(
      'V6.3.1',
      'Guessing and stuffing are stopped as written',
      signIn('waits grow for this account from this address, and for no other'),
      signIn('one address is kept waiting over all accounts, others are not, and neither is a known device behind it'),
    ),
    met(
      'V6.3.2',
      'There are no default accounts',
      by('server/sessions/sessions.test.ts', 'finds no demo accounts where no demo runs'),
    ),
    notMet(
      'V6.3.3',
      'Everybody needs more than one factor',
      'Operators, provinces and school admins need a second factor; departments and reviewers where their school says so; employers are offered one.',
    ),
    met(
      'V6.3.4',
      'No way to sign in is undocumented or weaker',
      'Sessions are opened by these alone',
      pathways,
      only(/\bopenSession\(/, ['server/sessions/sessions.ts'], ['server']),
    ),
    met(
      'V6.4.1',
      'Initial passwords are random, end soon, and cannot stay',
      'After seven days; they must be changed at the first sign-in',
      security('ends after a week, is said to, and is made anew by the admin'),
      staff('a new one has a password that is told once, and opens nothing before it is changed'),
    ),
    met('V6.4.2', 'There are no hints and secret questions', absent(/passwordHint|secretQuestion/i)),
    met(
      'V6.4.3',
      'A forgotten password is reset without a way around the second factor',
      'Employers by a code to their phone, others by the level above; the second factor stays',
      by('server/employers/access.test.ts', 'a second factor is asked for beside the code, and a reset leaves it in force'),
    ),
    met(
      'V6.4.4',
      'A lost factor is replaced on the same proof as the first',
      'By a recovery code, or by the level above, with a reason that is logged and told',
      security('is asked of an admin before anything else opens, and set up with a password made from the secret'),
      security('is taken away by the admin with a reason, which is logged and told'),
    ),
    met(
      'V6.5.1',
      'Codes are good once',
      signIn('a second factor is asked for, taken once, and refused when it is old'),
      codes('are good once, for this person'),
    ),
    met(
      'V6.5.2',
      'Stored look-up secrets are hashed, with a salt where they are short',
      'Recovery codes have 59 random bits and are kept as keyed hashes, each of its account',
      security('that is lost is stood in for by a recovery code, each once; the owner is told'),
      says('server/accounts/recovery-codes.ts', /keyedHash/),
    ),
    met('V6.5.3', 'Codes and seeds come from a CSPRNG', only(/Math\.random/, ['server/platform/postgres/postgres.ts'])),
    met('V6.5.4', 'Codes have 20 bits at least', 'Six random digits', says('server/sign-in/sms-codes.ts', /randomInt/)),
    met(
      'V6.5.5',
      'Codes end: SMS within 10 minutes, TOTP after 30 seconds',
      'SMS five minutes; TOTP steps of 30 seconds, and one neighbour for clocks that differ (RFC 6238)',
      codes('end after five minutes'),
      signIn('a second factor is asked for, taken once, and refused when it is old'),
    ),
    met(
      'V6.6.1',
      'SMS only to numbers that were validated, with something stronger beside it and its risk told',
      'Password and TOTP are the other ways of employers, the own name that of a graduate’s acceptance; who uses a code is told who else may read it',
      by('server/employers/access.test.ts', 'a second factor is asked for beside the code, and a reset leaves it in force'),
      says('web/desk/shell/sign-in/CodeSignInForm.tsx', /短信可能被看到您手机的人、或补办了您手机卡的人读取/),
      says('web/phone/cases/SmsCode.tsx', /请勿转告任何人/),
    ),
    met(
      'V6.6.2',
      'A code belongs to what it was asked for',
      codes('are good once, for this person'),
      codes('of two commands at once with one code, one succeeds'),
    ),
    met(
      'V6.6.3',
      'Codes cannot be guessed by trying',
      codes('end after five tries, also of commands that were refused'),
      codes('are not burnt by a stranger, whose guesses are counted apart; sixty of all together end them'),
    ),
    met(
      'V6.8.1',
      'Identities of different providers do not mix',
      '学信网 alone says who somebody is; WeChat opens only what its owner bound',
      graduates('only in the session that asked for it'),
    ),
    met('V6.8.2', 'Signatures of assertions are always checked', oidc),
    without('V6.8.3', 'SAML assertions are used once', 'There is no SAML.', absent(/\bsaml/i)),
    met(
      'V6.8.4',
      'Strength and recentness of the provider’s sign-in are looked at, or a fallback is written down',
      '学信网 tells neither; docs/security.md says that it counts as one factor',
      says('docs/security.md', /counts as one factor/),
    ),
    met(
      'V6.3.8',
      'Who has an account cannot be learnt',
      signIn('answers the same for a wrong password and an unknown login; only the right password is told of a disabled account'),
    ),
    met('V6.5.8', 'TOTP is judged by the server’s clock', signIn('a clock that is set back locks nobody out')),
  ],
};
