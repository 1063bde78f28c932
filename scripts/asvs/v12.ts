import { by, type Chapter, met, notMet, without } from './requirement.ts';
import { only, says } from './sources.ts';

const proxy =
  'The program ends no TLS: a proxy on the same machine does, and neither its configuration nor a check of it comes with the program.';

export const v12: Chapter = {
  number: 12,
  title: 'Secure communication',
  requirements: [
    notMet('V12.1.1', 'TLS 1.2 and 1.3 only', proxy),
    notMet('V12.1.2', 'Recommended cipher suites only', proxy),
    without(
      'V12.1.3',
      'Client certificates are trusted before they say who somebody is',
      'Nobody signs in by certificate.',
      only(/requestCert|getPeerCertificate/),
    ),
    met(
      'V12.2.1',
      'Browsers speak TLS alone',
      'A real installation starts with an address of https only, sends HSTS, and marks its cookies Secure; it listens on loopback',
      by('server/config.test.ts', 'addresses that browsers and outside parties are reached by are https'),
      by('server/sessions/sessions.test.ts', 'over https the cookie is bound to this host'),
    ),
    notMet('V12.2.2', 'Certificates that everybody trusts', proxy),
    notMet(
      'V12.3.1',
      'All other connections are encrypted too',
      'To 学信网, WeChat, SMS and the identity check https is demanded; to a database on another machine, a timestamp authority, an S3 store or clamd over TCP encryption is the operator’s choice.',
    ),
    met(
      'V12.3.2',
      'Certificates of others are checked',
      only(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/),
    ),
    without(
      'V12.3.3',
      'Connections inside are encrypted',
      'There is one process; proxy and database are reached over loopback and a unix socket that only the database’s account may enter.',
      says('ARCHITECTURE.md', /over a unix socket that only the database's account may enter/),
    ),
    without(
      'V12.3.4',
      'Certificates inside are trusted one by one',
      'There are no services inside that speak TLS to each other.',
      only(/rejectUnauthorized/),
    ),
  ],
};
