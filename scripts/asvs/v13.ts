import assert from 'node:assert/strict';
import { by, type Chapter, type Check, met, notMet } from './requirement.ts';
import { site } from './site.ts';
import { all, only, says } from './sources.ts';

const nowhere =
  (...urls: readonly string[]): Check =>
  async () => {
    const { app } = await site();
    for (const url of urls) {
      const { statusCode, body } = await app.inject(url);
      assert.equal(statusCode, 404, url);
      assert.match(body, /not-found/);
    }
  };
const allowed = by(
  'server/config.test.ts',
  'without a store files lie in the data folder; with one it is read whole, and asked whether it is a sandbox',
);
const addresses = only(
  /\bfetch\(/,
  [
    'server/platform/outside/call-outside.ts',
    'server/platform/outside/detect-sandbox.ts',
    'server/platform/outside/sign-in-provider.ts',
  ],
  ['server'],
);

export const v13: Chapter = {
  number: 13,
  title: 'Configuration',
  requirements: [
    met(
      'V13.1.1',
      'Whom the program speaks to is written down',
      'README, “A real installation”; users can give no address',
      by('scripts/docs.test.ts', 'both READMEs explain every variable of a real installation, and only commands that exist'),
    ),
    notMet(
      'V13.2.1',
      'Services prove who they are by short-lived credentials',
      'Database, SMS, WeChat, S3 and the identity check are spoken to with passwords and keys that do not change by themselves.',
    ),
    met(
      'V13.2.2',
      'Services have the least rights',
      by(
        'server/platform/migrations/prepare-database.test.ts',
        'is migrated by an ordinary owner; the application has its rights and no more',
      ),
      by('server/platform/embedded-postgres/embedded-postgres.test.ts', 'root starts it under an account without rights'),
    ),
    met('V13.2.3', 'No default credentials', by('server/config.test.ts', 'everything that is missing is named at once')),
    met(
      'V13.2.4',
      'A list says whom the program may speak to',
      'The configured addresses, each by name, without redirects',
      allowed,
      addresses,
    ),
    met('V13.2.5', 'A list says what the server may ask and load', 'The same', allowed, addresses),
    notMet(
      'V13.3.1',
      'Secrets live in a vault',
      'They come from the environment and from a folder; a vault can fill both, and none is demanded or spoken to.',
    ),
    met(
      'V13.3.2',
      'Secrets are read by whom they are for alone',
      by('server/platform/pdf/sign-pdf.test.ts', 'the test certificate is named as one, and only its owner reads the key'),
      by('server/platform/base/crypto.test.ts', 'a bad key ring stops the start, without showing the key'),
    ),
    met(
      'V13.4.1',
      'No source control is served',
      'Two folders of the build are served and nothing else',
      all(
        nowhere('/.git/config', '/.git/HEAD', '/.svn/entries', '/assets/../.git/config'),
        only(/fastifyStatic/, ['server/serve-pages.ts']),
      ),
    ),
    met(
      'V13.4.2',
      'Debugging is off',
      by('server/create-http.test.ts', 'a failure of ours: no word of it outside, and nothing personal in the log'),
      only(/--inspect|debugger;/),
    ),
    met('V13.4.3', 'Folders are not listed', all(says('server/serve-pages.ts', /index: false/), only(/\blist: (?:true|\{)/))),
    met('V13.4.4', 'TRACE is not answered', async () => {
      const { app } = await site();
      const { statusCode } = await app.inject({ method: 'TRACE', url: '/api/portal' });
      assert.ok(statusCode >= 400, String(statusCode));
    }),
    met(
      'V13.4.5',
      'Documents and monitoring are exposed on purpose only',
      'On purpose: /openapi.json, /api-docs, /livez, /readyz, which hold no data of people',
      all(
        nowhere('/metrics', '/debug', '/admin', '/swagger', '/health'),
        says('README.md', /`\/livez` says/, /from `\/openapi\.json`/),
      ),
    ),
  ],
};
