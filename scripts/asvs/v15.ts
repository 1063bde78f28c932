import assert from 'node:assert/strict';
import { by, type Chapter, met, notMet } from './requirement.ts';
import { site } from './site.ts';
import { only, says, textOf } from './sources.ts';

const locks = (test: string) => by('server/cases/lock-order.test.ts', test);

export const v15: Chapter = {
  number: 15,
  title: 'Secure coding and architecture',
  requirements: [
    met(
      'V15.1.1',
      'How soon vulnerable libraries are replaced is written down',
      'docs/security.md, “Libraries”',
      says('docs/security.md', /## Libraries/, /critical or high \| 7 days/, /half a year/),
    ),
    met(
      'V15.1.2',
      'Libraries are listed, and come from where they should',
      'package-lock.json: each, with those that it needs, by version and digest; none from elsewhere than the registry',
      () => {
        const { packages } = JSON.parse(textOf('package-lock.json'));
        // Those of other systems are optional, and are listed without a digest by the npm that was run here.
        const isOurs = (path: string) =>
          path !== '' && (packages[path].cpu ?? ['x64']).includes('x64') && (packages[path].os ?? ['linux']).includes('linux');
        const names = Object.keys(packages).filter(isOurs);
        assert.ok(names.length > 100);
        for (const path of names) {
          assert.match(packages[path].integrity ?? '', /^sha512-/, path);
          assert.match(packages[path].resolved ?? 'https://registry.npmjs.org/', /^https:\/\/registry\.npmjs\.org\//, path);
        }
      },
    ),
    met(
      'V15.1.3',
      'What takes long is known, and how it is kept from harming others',
      'docs/measurements.md and the decisions on long work, turns and pieces',
      says('docs/decisions/0032-senders-take-turns.md', /sender/),
      says('docs/decisions/0019-long-work-at-the-desk.md', /./),
    ),
    notMet(
      'V15.2.1',
      'No library is older than promised',
      'docs/security.md promises times and says how to look (npm audit); nothing here measures by itself that they are kept.',
    ),
    met(
      'V15.2.2',
      'What takes long cannot stop the rest',
      by(
        'server/platform/images/turns.test.ts',
        'PDFs of one sender that are never drawn to their end hold up no photograph, neither another’s nor their own',
      ),
      by('server/platform/limits/fair-queue.test.ts', 'senders take turns: a flood of one delays itself'),
      by('server/desk-jobs/desk-jobs.test.ts', 'nobody has more than five open at once'),
    ),
    met(
      'V15.2.3',
      'Production has nothing for tests and demonstrations',
      by('server/sessions/sessions.test.ts', 'finds no demo accounts where no demo runs'),
      by('sandbox/sign-in.test.ts', 'a production client refuses a sandbox'),
      only(/#sandbox\/|\/testing\//, [], ['server']),
    ),
    met(
      'V15.3.1',
      'Answers have the fields that they need',
      by('server/platform/http/serve-route.test.ts', 'only what the contract names, and never kept by anybody'),
    ),
    met(
      'V15.3.2',
      'Calls to others follow no redirects',
      only(
        /\bfetch\(/,
        [
          'server/platform/outside/call-outside.ts',
          'server/platform/outside/detect-sandbox.ts',
          'server/platform/outside/sign-in-provider.ts',
        ],
        ['server'],
      ),
      says('server/platform/outside/call-outside.ts', /redirect: 'error'/),
      'openid-client asks for none to be followed',
    ),
    met(
      'V15.3.3',
      'Nobody writes fields that are not theirs',
      by('server/case-acts/drafts.test.ts', 'keeps what was typed, whole or not, and no stranger’s key'),
      by(
        'server/case-acts/other-destinations.test.ts',
        'the unit is the roster’s, whatever is sent with saving, submitting and amending',
      ),
    ),
    met('V15.3.4', 'The user’s address is right, and believed no further than it is', 'V4.1.3', async () => {
      const { app } = await site();
      const { ip } = (
        await app.inject({
          url: '/who',
          remoteAddress: '203.0.113.9',
          headers: { 'x-forwarded-for': '1.1.1.1', forwarded: 'for=1.1.1.1', 'x-real-ip': '1.1.1.1' },
        })
      ).json();
      assert.equal(ip, '203.0.113.9');
    }),
    met(
      'V15.3.5',
      'Types are checked, comparisons are strict',
      'TypeScript, zod at every border, and a linter that refuses `==`',
      says('biome.json', /"preset": "recommended"/),
      only(/biome-ignore lint\/suspicious\/noDoubleEquals/),
      by('server/platform/http/serve-route.test.ts', 'is parsed and typed'),
    ),
    met(
      'V15.3.6',
      'Prototypes cannot be polluted',
      by('domain/access.test.ts', 'only own keys are permissions'),
      by('server/sign-in/hostile.test.ts', 'nothing that is sent breaks the server (ASVS 5.0, 16.5)'),
    ),
    met(
      'V15.3.7',
      'A parameter that is given twice confuses nobody',
      'Each part of a request has a schema of its own: two values are no text',
      async () => {
        const { app } = await site();
        const { statusCode } = await app.inject('/api/receiving-offices?q=a&q=b');
        assert.ok(statusCode === 422 || statusCode === 401, String(statusCode));
      },
      by('server/sign-in/hostile.test.ts', 'nothing that is sent breaks the server (ASVS 5.0, 16.5)'),
    ),
    met(
      'V15.4.1',
      'What is shared is shared safely',
      'One thread works on requests; others have messages, the database has locks',
      by('server/platform/postgres/once.test.ts', 'sent twenty times at once: one effect, twenty times the same answer'),
    ),
    met(
      'V15.4.2',
      'Looking and doing are one',
      'A command locks what it read in the transaction that writes it',
      locks('a decision waits for its graduate without holding the case, and a deletion is wholly before or wholly after it'),
      by(
        'server/case-acts/review-case.test.ts',
        'twenty approvals with keys of their own: one wins, nineteen are told who did what, and when',
      ),
      by(
        'server/case-acts/act-on-case.test.ts',
        'the database itself keeps to one: a second hold written past the program is refused',
      ),
    ),
    met(
      'V15.4.3',
      'Locks are taken in one order',
      locks('a request for another training mode is locked after its graduate'),
      by(
        'server/platform/postgres/postgres.test.ts',
        'of two transactions in a deadlock the loser runs once more, and both take effect',
      ),
    ),
    met(
      'V15.4.4',
      'Nobody waits for ever',
      by('server/platform/limits/fair-queue.test.ts', 'senders take turns: a flood of one delays itself'),
      by('server/platform/pdf/pdf-renderer.test.ts', 'parts of long works wait for single documents, however late these come'),
    ),
  ],
};
