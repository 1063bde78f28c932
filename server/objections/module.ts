import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { closeRequests } from '#server/requests/index.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { objectionKind } from './objection-kind.ts';
import { objectionRoutes } from './routes.ts';
import { countOpenObjections, objectionAudit } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'objection-filed': '提出异议',
  'objection-answered': '答复异议',
  'objection-closed': '异议截止',
};

export function objectionsModule(platform: Platform, registry: EmploymentRegistry, cases: CasesPort): Module {
  const kind = objectionKind(platform);
  return {
    auditWords,
    routes: objectionRoutes({ platform, registry, cases }, kind),
    waiting: { objections: countOpenObjections },
    auditObjects: [objectionAudit],
    closeCohorts: () => closeRequests(platform, kind),
  };
}
