import assert from 'node:assert/strict';
import { allRoutes } from '#contract/routes/all.ts';
import { by, type Chapter, met } from './requirement.ts';
import { says } from './sources.ts';

export const v02: Chapter = {
  number: 2,
  title: 'Validation and business logic',
  requirements: [
    met(
      'V2.1.1',
      'How data must look is written down',
      'docs/openapi.json, made from the contract',
      says('docs/openapi.json', /"pattern"/, /"maxLength"/),
    ),
    met(
      'V2.1.2',
      'How data must fit together is written down',
      'docs/flows.md and docs/refusals.md, made from the tables',
      says('docs/refusals.md', /type-does-not-fit/, /invalid-input/),
      by('domain/forms/destination-form.test.ts', 'an agreement is the agreement form itself'),
    ),
    met(
      'V2.1.3',
      'Limits of the business are written down',
      'docs/security.md',
      says('docs/security.md', /per person and day 100/, /6,000 requests a minute/),
    ),
    met(
      'V2.2.1',
      'Input is checked against what is expected',
      by('server/platform/http/serve-route.test.ts', 'all faults at once, each at its path'),
      () => {
        const blind = allRoutes.filter(
          route =>
            /\{\w+\}/.test(route.path) !== 'params' in route ||
            ('body' in route && !(typeof route.body === 'object' && '_zod' in route.body)),
        );
        assert.deepEqual(
          blind.map(({ path }) => path),
          [],
        );
      },
    ),
    met(
      'V2.2.2',
      'The server checks, whatever the page did',
      by('server/platform/http/serve-route.test.ts', 'is parsed and typed'),
    ),
    met(
      'V2.2.3',
      'Data that belong together fit together',
      by(
        'server/archives/own.test.ts',
        'an archive that goes back to its origin is filled in from there, and stays in its province',
      ),
      by(
        'server/case-acts/other-destinations.test.ts',
        'every type that fits is handed in with what it asks for, approved and reported',
      ),
    ),
    met(
      'V2.3.1',
      'Steps are taken in their order, none skipped',
      by(
        'server/case-acts/model.test.ts',
        '2,000 random commands of random people through every flow: the product does what the reference model does',
      ),
    ),
    met(
      'V2.3.2',
      'The documented limits hold',
      by('server/accounts/staff.test.ts', 'a hundred times a day, also of many at once, and again the next day'),
      by('server/employers/licences.test.ts', 'twenty a day of one person'),
    ),
    met(
      'V2.3.3',
      'A command happens whole or not at all',
      by('server/platform/postgres/once.test.ts', 'what throws leaves nothing, and throws on'),
      by('server/kill.test.ts', 'killed the moment the approval was answered: nothing is lost, nothing done twice'),
    ),
    met(
      'V2.3.4',
      'What there is one of is given once',
      by('server/case-acts/drafts.test.ts', 'two drafts handed in at the same instant: one holds, whichever it is'),
      by(
        'server/case-acts/act-on-case.test.ts',
        'the database itself keeps to one: a second hold written past the program is refused',
      ),
    ),
    met(
      'V2.3.5',
      'What weighs much is approved by more than one',
      'Department and school both, where the school has set so',
      by(
        'server/case-acts/drafts.test.ts',
        'is submitted, withdrawn, submitted, returned, submitted again, and every level looks again',
      ),
    ),
    met(
      'V2.4.1',
      'Functions are guarded against machines that call them too often',
      by(
        'server/sign-in/sign-in.test.ts',
        'a flood from one address is told to come back, and an honest sign-in has its turn at once',
      ),
      by('server/public-check/limits.test.ts', 'when all addresses together fail too often, everybody proves work for a while'),
    ),
  ],
};
