import * as contract from '#contract/routes/employers.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { signInBrowser } from '#server/sessions/index.ts';
import { acceptFile } from './accept-file.ts';
import { readDefaultTerms, readInvitationDefaults, saveDefaultTerms } from './default-terms.ts';
import { openFile } from './open-file.ts';
import { registerEmployer } from './register-employer.ts';
import { searchEmployers } from './search-employers.ts';

const done = { done: true } as const;

export const employerRoutes = (platform: Platform): Served[] => [
  serve(contract.registerEmployer, async ask => {
    const registered = await registerEmployer(platform, {
      ...ask.body,
      key: ask.key,
      addressPrefix: ask.addressPrefix,
      sender: ask.sender,
    });
    if (isRefused(registered)) return registered;
    // Sent again it signs nobody in: the key of a request is no password.
    if (registered.isFirst) await signInBrowser(platform, { kind: 'employerAdmin', accountId: registered.accountId }, ask);
    return done;
  }),
  serve(contract.getInvitationDefaults, ({ scope }) => withEmployer(scope, id => readInvitationDefaults(platform, id))),
  serve(contract.getDefaultTerms, ({ scope }) => withEmployer(scope, id => readDefaultTerms(platform, id))),
  serve(contract.putDefaultTerms, ({ scope, body, actor, key, addressPrefix }) =>
    withEmployer(scope, async employerId => {
      const { version, ...terms } = body;
      const saved = await saveDefaultTerms(platform, { employerId, version, terms, actor, key, addressPrefix });
      return isRefused(saved) ? saved : readDefaultTerms(platform, employerId);
    }),
  ),
  serve(contract.searchEmployers, async ({ query, actor }) =>
    actor.graduate ? searchEmployers(platform, actor.graduate.schoolId, query.q) : refuse('not-found'),
  ),
  serve(contract.uploadFile, ({ file, actor, key }) => acceptFile(platform, file, { actor, key })),
  serve(contract.downloadFile, ask => openFile(platform, { ...ask.params, ...ask.query }, ask)),
];
