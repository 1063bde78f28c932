import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { createLog } from '#server/platform/base/log.ts';
import { by, type Chapter, met, notMet } from './requirement.ts';
import { only, says } from './sources.ts';

const log = (test: string) => by('server/platform/base/log.test.ts', test);
const audit = (test: string) => by('server/case-acts/audit.test.ts', test);
const http = (test: string) => by('server/create-http.test.ts', test);

/** What one call writes. */
function written(message: string): string {
  let text = '';
  const to = new Writable({
    write(chunk, _encoding, next) {
      text += String(chunk);
      next();
    },
  });
  createLog({ to }).warn(message);
  return text;
}

export const v16: Chapter = {
  number: 16,
  title: 'Security logging and error handling',
  requirements: [
    met(
      'V16.1.1',
      'What is logged, where, and for how long, is written down',
      'docs/security.md, “What is written down”',
      says('docs/security.md', /## What is written down/),
    ),
    met(
      'V16.2.1',
      'Entries say when, who, what, where',
      audit('every step of a case is a row of the audit: who, from where, what it led to; refused ones leave none'),
    ),
    met(
      'V16.2.2',
      'Times are of one clock, in UTC',
      'The database has moments with their zone; the log has milliseconds since 1970',
      () => {
        const { time } = JSON.parse(written('x'));
        assert.ok(Math.abs(Number(time) - Date.now()) < 60_000);
      },
    ),
    met(
      'V16.2.3',
      'Logs go where it is written that they go',
      'Standard output, and the table of the audit',
      only(/pino\(/, ['server/platform/base/log.ts']),
      only(/pino-pretty|appendFile\(|winston|syslog/),
    ),
    met('V16.2.4', 'Logs can be read by machines', 'JSON lines', () => assert.equal(JSON.parse(written('x')).msg, 'x')),
    met(
      'V16.2.5',
      'Logs hold no sensitive data',
      log('an error loses numbers, names and quoted text, and keeps what it takes to find it'),
      log('a request is its method and route: no query, no header, no address, no body'),
    ),
    met(
      'V16.3.1',
      'Sign-ins are written down, failed ones too',
      by('server/sign-in/sign-in.test.ts', 'failures are audited without the login that was typed'),
      says('server/sign-in/let-account-in.ts', /action: 'sign-in'/),
    ),
    met(
      'V16.3.2',
      'What is not allowed is written down',
      http('a request leaves no line of its own in the log; one that is not allowed leaves one, without what it asked for'),
      by('server/accounts/staff.test.ts', 'is shown for a purpose within the scope, and every look is audited'),
    ),
    met(
      'V16.3.3',
      'Security events are written down',
      'Those of docs/security.md, “What is written down”: accounts, factors, roles, numbers looked at, infected files, refused public checks',
      by('server/virus-scan.test.ts', '…: what is infected is refused, kept nowhere, and written down'),
      by('server/public-check/public-check.test.ts', 'refused checks are counted by the minute, and written together'),
    ),
    met(
      'V16.3.4',
      'Failures are written down',
      http('a failure of ours: no word of it outside, and nothing personal in the log'),
      by(
        'server/retention/scrub-files.test.ts',
        'a file that was cut off and one that is gone are found within sixteen nights, told to the operator, and cry alarm',
      ),
    ),
    met('V16.4.1', 'Nobody writes entries of their own into the log', 'JSON escapes line ends', () =>
      assert.equal(written('a\n{"level":60,"msg":"forged"}').trim().split('\n').length, 1),
    ),
    met(
      'V16.4.2',
      'Logs cannot be changed',
      'The application’s role reads and adds to the audit alone; the log is the operator’s',
      by(
        'server/platform/migrations/migrate.test.ts',
        'the application may add to history and audit but not change them, change other rows, and never the schema',
      ),
    ),
    notMet(
      'V16.4.3',
      'Logs are kept apart from the program',
      'The audit is in the same database; the log is on standard output, and whether it is taken elsewhere is the operator’s choice.',
    ),
    met(
      'V16.5.1',
      'Failures say nothing of the inside',
      http('a failure of ours: no word of it outside, and nothing personal in the log'),
    ),
    met(
      'V16.5.2',
      'The program goes on when others fail',
      by('sandbox/sign-in.test.ts', 'an issuer that is down is found again when it is up'),
      by(
        'server/platform/embedded-postgres/embedded-postgres.test.ts',
        'a server killed while it is used comes back by itself; pool, listeners and workers go on',
      ),
    ),
    met(
      'V16.5.3',
      'A failure never lets something pass',
      by('server/platform/postgres/once.test.ts', 'what throws leaves nothing, and throws on'),
      by('server/virus-scan.test.ts', '…: without the scanner nothing is taken in, and the sender is asked to come back'),
    ),
    met(
      'V16.5.4',
      'A last handler catches what nobody else does',
      http('a failure of ours: no word of it outside, and nothing personal in the log'),
      says('server/main.ts', /closeWithGrace/),
    ),
  ],
};
