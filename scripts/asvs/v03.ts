import assert from 'node:assert/strict';
import { allRoutes } from '#contract/routes/all.ts';
import { by, type Chapter, type Check, met, without } from './requirement.ts';
import { someAnswers } from './site.ts';
import { all, only, textOf } from './sources.ts';

const sessions = 'server/sessions/sessions.test.ts';
const https = by(sessions, 'over https the cookie is bound to this host');
const elsewhere = by('server/platform/http/serve-route.test.ts', 'by what the browser says of the site');
const byOrigin = by(
  'server/platform/http/serve-route.test.ts',
  'by the origin where the browser says nothing of the site, however odd the origin',
);

/** That every answer has a header, and that it says this. */
const carries =
  (header: string, pattern: RegExp): Check =>
  async () => {
    for (const { headers } of await someAnswers()) assert.match(String(headers[header]), pattern);
  };
const pagesSay =
  (...directives: readonly string[]): Check =>
  () => {
    for (const directive of directives) assert.ok(textOf('server/serve-pages.ts').includes(`"${directive}"`), directive);
  };

export const v03: Chapter = {
  number: 3,
  title: 'Web frontend security',
  requirements: [
    met(
      'V3.2.1',
      'Answers are not rendered where they do not belong',
      by(
        'server/platform/http/serve-route.test.ts',
        'a download may not run anything, is kept by nobody, and its name cannot add a header',
      ),
      carries('content-security-policy', /default-src 'none'/),
    ),
    met('V3.2.2', 'Text is shown as text', only(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/)),
    met('V3.3.1', 'Cookies are Secure, by their name too', https),
    met(
      'V3.3.2',
      'Cookies have a SameSite that fits',
      by(sessions, 'gets a cookie that scripts and other sites cannot use, and a new one at each sign-in'),
    ),
    met('V3.3.3', 'Cookies have the prefix `__Host-`', https),
    met(
      'V3.3.4',
      'Scripts cannot read session cookies, and the token is nowhere else',
      by(sessions, 'hold their token nowhere but in the cookie'),
      only(/\bset-cookie\b|\.setCookie\(|document\.cookie/, ['server/sessions/cookies.ts']),
    ),
    met(
      'V3.4.1',
      'HSTS for a year, subdomains too',
      carries('strict-transport-security', /^max-age=31536000; includeSubDomains/),
    ),
    met(
      'V3.4.2',
      'No other origin reads answers',
      'The public keys may be read by everybody’s page; nothing else has a CORS header',
      async () => {
        for (const { headers } of await someAnswers()) assert.equal(headers['access-control-allow-origin'], undefined);
        await only(/access-control-allow|@fastify\/cors/i, ['server/public-check/routes.ts'])();
      },
    ),
    met(
      'V3.4.3',
      'A Content-Security-Policy lets only our own scripts run',
      all(
        carries('content-security-policy', /base-uri 'none'/),
        pagesSay("default-src 'none'", "script-src 'self'", "base-uri 'none'"),
      ),
    ),
    met('V3.4.4', 'Types are not guessed', carries('x-content-type-options', /^nosniff$/)),
    met('V3.4.5', 'Addresses are not passed on', carries('referrer-policy', /^no-referrer$/)),
    met(
      'V3.4.6',
      'No other site frames ours',
      all(carries('content-security-policy', /frame-ancestors 'none'/), pagesSay("frame-ancestors 'none'")),
    ),
    met('V3.5.1', 'Writes come from our own pages', elsewhere, byOrigin),
    met(
      'V3.5.2',
      'What relies on preflight cannot do without',
      'Nothing relies on it: `Sec-Fetch-Site` or `Origin` is asked',
      elsewhere,
      byOrigin,
    ),
    met(
      'V3.5.3',
      'What changes something is no GET',
      by(
        'server/sign-in/graduates.test.ts',
        'a link of another site binds nothing: the old address only signs in, and who is signed in stays',
      ),
    ),
    met(
      'V3.5.4',
      'Different applications have different host names',
      'One application has the host; the demonstration’s sandbox has a port of its own and is in no installation',
      only(/#sandbox\//, [], ['server', 'contract', 'domain', 'web']),
    ),
    met(
      'V3.5.5',
      'Messages between windows are checked',
      'No page listens to other windows; only its own worker speaks to it',
      only(/addEventListener\(\s*'message'/, ['web/public/check/solve-worker.ts']),
    ),
    without(
      'V3.7.1',
      'No client technology that is out of support',
      'No plug-ins: HTML, CSS and scripts alone.',
      only(/<(?:object|embed|applet)\s/i, [], ['web']),
    ),
    met(
      'V3.7.2',
      'Redirects lead to known hosts only',
      'Redirects go to the configured 学信网 and WeChat, or to our own pages',
      () => {
        const redirecting = allRoutes.filter(route => 'medium' in route && route.medium === 'redirect');
        assert.ok(redirecting.length > 0 && redirecting.every(({ path }) => /^\/auth\/(graduate|wechat)/.test(path)));
      },
    ),
  ],
};
