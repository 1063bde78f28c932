import { by, type Chapter, met, without } from './requirement.ts';
import { only, says } from './sources.ts';

const oidc = by('sandbox/sign-in.test.ts', 'a wrong … is refused');
const statement = by('web/public/check/verify-statement.test.ts', 'a browser … knows ours from others');
const proof = by(
  'server/public-check/public-check.test.ts',
  'a proof is none when it is changed, of another process, or too late',
);

export const v09: Chapter = {
  number: 9,
  title: 'Self-contained tokens',
  requirements: [
    met(
      'V9.1.1',
      'Signature or MAC is checked before anything is believed',
      'ID tokens of 学信网, statements in QR codes, challenges of the public check; sessions are no such tokens',
      oidc,
      statement,
      proof,
    ),
    met(
      'V9.1.2',
      'Algorithms are on a list',
      'Statements EdDSA alone; ID tokens by openid-client, which takes no unsigned ones',
      statement,
      says('web/public/check/verify-statement.ts', /header\.alg !== 'EdDSA'/),
    ),
    met(
      'V9.1.3',
      'Keys come from where they were configured',
      'The issuer’s discovered keys; our own published ones',
      statement,
      only(/\bjku\b|\bx5u\b/),
    ),
    met('V9.2.1', 'Tokens are taken within their time', proof, oidc),
    met(
      'V9.2.2',
      'Tokens are taken for what they are for',
      by(
        'server/public-check/public-check.test.ts',
        'unknown, wrong name, ended, expired, other kind, a token as a code, a code as a token, no code at all',
      ),
    ),
    met('V9.2.3', 'Tokens are taken by whom they are for', 'openid-client checks the audience', oidc),
    without(
      'V9.2.4',
      'Tokens for several audiences name each',
      'The statements that we sign are for everybody who reads the paper, and open nothing.',
    ),
  ],
};
