import { by, type Chapter, idsOf, met, without } from './requirement.ts';
import { only, says } from './sources.ts';

const oidc = by('sandbox/sign-in.test.ts', 'a wrong … is refused');
const otherBrowser = by(
  'server/sign-in/graduates.test.ts',
  'cancelling, coming back in another browser or too late signs nobody in',
);
const noServer = 'The product is a client of 学信网; it issues no tokens and answers no other application.';
const onlyClient = only(/oidc-provider|authorization_endpoint/);

const titles: Readonly<Record<string, string>> = {
  'V10.3.1': 'Access tokens are taken by whom they are for',
  'V10.3.2': 'What an access token grants is obeyed',
  'V10.3.3': 'A user is known by claims that nobody else gets',
  'V10.3.4': 'Strength and recentness of the sign-in are looked at',
  'V10.4.1': 'Redirect addresses are compared exactly',
  'V10.4.2': 'A code is used once',
  'V10.4.3': 'A code ends soon',
  'V10.4.4': 'A client has only the grants that it needs',
  'V10.4.5': 'Refresh tokens cannot be replayed',
  'V10.4.6': 'PKCE is demanded',
  'V10.4.7': 'Clients that register themselves are not trusted',
  'V10.4.8': 'Refresh tokens end',
  'V10.4.9': 'Users can revoke tokens',
  'V10.4.10': 'Confidential clients prove who they are',
  'V10.4.11': 'A client has only the scopes that it needs',
  'V10.6.1': 'Only response types without tokens in addresses',
  'V10.6.2': 'Nobody is signed out by others',
  'V10.7.1': 'Users consent to each request',
  'V10.7.2': 'They read what they consent to',
  'V10.7.3': 'They can take it back',
};

export const v10: Chapter = {
  number: 10,
  title: 'OAuth and OIDC',
  requirements: [
    met(
      'V10.1.1',
      'Tokens go only where they are needed',
      'The browser gets a code alone; tokens stay in one call of the server',
      only(/access_token|refresh_token|id_token/, [
        'server/platform/outside/sign-in-provider.ts',
        'server/platform/outside/wechat.ts',
      ]),
    ),
    met('V10.1.2', 'Answers belong to a request of the same browser', otherBrowser, oidc),
    met('V10.2.1', 'Nobody else can begin a sign-in to its end', 'State, nonce and PKCE', oidc, otherBrowser),
    met(
      'V10.2.2',
      'Providers cannot be mixed up',
      '学信网 and WeChat have addresses of their own to come back to, and pending sign-ins of their own',
      oidc,
      says('contract/routes/people.ts', /\/auth\/graduate\/callback/, /\/auth\/wechat\/callback/),
    ),
    ...idsOf(10, 2)
      .filter(id => /^V10\.[3467]\./.test(id))
      .map(id => without(id, titles[id] ?? '', noServer, onlyClient)),
    met('V10.5.1', 'ID tokens cannot be replayed', oidc, by('sandbox/sign-in.test.ts', 'a code is worth one sign-in')),
    met(
      'V10.5.2',
      'The user is known by claims that nobody else gets',
      'By the number of the identity document among the claims, which the roster has too; `sub` must be that of the ID token',
      by('server/sign-in/graduates.test.ts', 'a document other than an ID card needs the name to fit as well'),
    ),
    met(
      'V10.5.3',
      'Metadata are those of the configured issuer',
      'openid-client compares the issuer',
      oidc,
      says('server/platform/outside/sign-in-provider.ts', /oidc\s*\.discovery\(new URL\(options\.issuer\)/),
    ),
    met('V10.5.4', 'The ID token is for this client', 'openid-client compares `aud`', oidc),
    without(
      'V10.5.5',
      'Sign-out by the provider cannot be forged',
      'There is no back-channel logout.',
      only(/backchannel_logout|logout_token/),
    ),
  ],
};
