import { by, type Chapter, met, notMet } from './requirement.ts';
import { only, says } from './sources.ts';

const privacy = (test: string) => by('server/case-acts/privacy.test.ts', test);

export const v14: Chapter = {
  number: 14,
  title: 'Data protection',
  requirements: [
    met(
      'V14.1.1',
      'Sensitive data are known and sorted',
      'docs/security.md: sealed, keyed hash, clear',
      says('docs/security.md', /## What is worth attacking/, /Sealed with AES-256-GCM/, /Not encrypted by the program/),
    ),
    met(
      'V14.1.2',
      'Each sort has its rules',
      'docs/security.md: encryption, logs, deletion',
      says('docs/security.md', /\| data in logs \|/, /\*\*Deletion\.\*\*/),
    ),
    met(
      'V14.2.1',
      'Nothing sensitive in addresses',
      'Tokens are in cookies, headers and fragments; what is sought is in a header, and refused in an address',
      by(
        'contract/routes/addresses.test.ts',
        'no part of an address can hold a name, a number of a person, or an e-mail address',
      ),
      by('server/platform/http/serve-route.test.ts', 'is refused in an address, which logs and histories keep'),
    ),
    met(
      'V14.2.2',
      'Nothing sensitive stays in caches',
      by('server/platform/http/serve-route.test.ts', 'only what the contract names, and never kept by anybody'),
    ),
    met(
      'V14.2.3',
      'Nothing goes to trackers',
      'Pages may speak to their own server alone',
      only(/google-analytics|googletagmanager|sentry|hm\.baidu|umeng/i),
      says('server/serve-pages.ts', /connect-src 'self'/),
    ),
    met(
      'V14.2.4',
      'The rules are kept',
      privacy(
        'after a case from end to end, with refusals and a failure, neither log, tables, jobs nor headers hold ID numbers and phones',
      ),
      privacy('what is sealed twice looks different each time, and is read again'),
    ),
    met(
      'V14.2.6',
      'No more is answered than is needed',
      privacy('the page of a case shows an employer the ID number masked, and nobody an address that holds it'),
      by('server/accounts/staff.test.ts', 'is shown for a purpose within the scope, and every look is audited'),
    ),
    met(
      'V14.2.7',
      'What is over is deleted',
      'Evidence and short-lived rows; docs/security.md says what is kept for ever',
      by(
        'server/retention/retention.test.ts',
        'is deleted when its years are over, by the month of graduation and the setting of the school',
      ),
    ),
    met(
      'V14.2.8',
      'Files lose their metadata',
      'Pictures; a PDF is kept as it came, and the page says so',
      by('server/case-files/case-files.test.ts', '…: kept upright, without where and when it was taken'),
    ),
    met(
      'V14.3.1',
      'Signing out clears the browser',
      'Also without the server, on the phone',
      says('web/desk/kit/session/use-sign-out.ts', /sessionStorage\.clear\(\)/, /queryClient\.clear\(\)/),
      by('web/phone/kit/kept-form.test.ts', 'a form that was kept comes back for a day, of its own case only'),
    ),
    met(
      'V14.3.2',
      'Browsers do not keep answers',
      by('server/platform/http/serve-route.test.ts', 'only what the contract names, and never kept by anybody'),
      by(
        'server/platform/http/serve-route.test.ts',
        'a download may not run anything, is kept by nobody, and its name cannot add a header',
      ),
    ),
    notMet(
      'V14.3.3',
      'Browsers store nothing sensitive',
      'A form that is being filled in is kept in the browser until it is sent: on the desk until the tab is closed, on the phone for a day or until its owner signs out.',
    ),
  ],
};
