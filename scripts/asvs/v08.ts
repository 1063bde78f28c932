import { by, type Chapter, met, notMet } from './requirement.ts';
import { says } from './sources.ts';

const scope = (test: string) => by('server/case-acts/scope.test.ts', test);
const cells = by(
  'server/access-cells.test.ts',
  'a sample of role × route × object × state: nothing is allowed that was not expected',
);

export const v08: Chapter = {
  number: 8,
  title: 'Authorization',
  requirements: [
    met(
      'V8.1.1',
      'Who may do what, to which data, is written down',
      'docs/access.md, made from the table',
      says('docs/access.md', /\| Permission \|/),
    ),
    met(
      'V8.1.2',
      'Which fields who may read and write is written down',
      'docs/openapi.json has the fields of each route, docs/access.md who may call it; docs/security.md, “Fields”',
      says('docs/security.md', /## Fields/),
    ),
    met(
      'V8.2.1',
      'Functions need a permission',
      by('domain/access.test.ts', 'every permission for every kind of account, with its reach'),
      by('server/create-http.test.ts', 'a route that nobody serves stops the start, whichever it is'),
      cells,
    ),
    met(
      'V8.2.2',
      'Data need a permission of their own',
      scope('a user whom a case does not concern gets the same answer as for a case that does not exist'),
      by('server/scopes.test.ts', 'no scoped statement is left out'),
      cells,
    ),
    met(
      'V8.2.3',
      'Fields need one too',
      by('server/platform/http/serve-route.test.ts', 'only what the contract names, and never kept by anybody'),
      by(
        'server/case-acts/privacy.test.ts',
        'the page of a case shows an employer the ID number masked, and nobody an address that holds it',
      ),
      by(
        'server/case-acts/other-destinations.test.ts',
        'the unit is the roster’s, whatever is sent with saving, submitting and amending',
      ),
    ),
    met(
      'V8.3.1',
      'The server decides',
      by('server/platform/http/serve-route.test.ts', 'each comes with the scope of the reach, and nothing wider'),
    ),
    met(
      'V8.3.2',
      'A right that is lost is lost at once',
      by('server/sessions/sessions.test.ts', 'lose a right at once'),
      by(
        'server/desk-jobs/desk-jobs.test.ts',
        'an account that was disabled, or has lost the permission, gets nothing done any more',
      ),
    ),
    met(
      'V8.3.3',
      'Long work has the rights of who began it',
      by('server/desk/batch/batch.test.ts', 'another department’s cases are not decided, and not shown'),
    ),
    met(
      'V8.4.1',
      'One tenant never reaches another',
      'Schools, provinces and employers',
      by(
        'server/desk-jobs/desk-jobs.test.ts',
        'one sees one’s own; the school’s admin all of the school; nobody another school’s',
      ),
      scope('lists hold what is in scope and nothing else'),
      cells,
    ),
    notMet(
      'V8.4.2',
      'Administration is guarded by more layers',
      'Operators and admins need a second factor; neither device nor network is asked.',
    ),
  ],
};
