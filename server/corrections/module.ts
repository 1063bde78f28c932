import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { closeRequests } from '#server/requests/index.ts';
import { changeRequestKind } from './change-request-kind.ts';
import { correctionRoutes } from './routes.ts';
import { changeRequestAudit, countOpenRequests } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'change-request-filed': '提出变更申请',
  'change-request-decided': '办理变更申请',
};

/** Corrections of what is in force, made by the school or asked for by a department. */
export function correctionsModule(platform: Platform): Module {
  const kind = changeRequestKind(platform);
  return {
    auditWords,
    routes: correctionRoutes(platform, kind),
    waiting: { changes: countOpenRequests },
    auditObjects: [changeRequestAudit],
    closeCohorts: () => closeRequests(platform, kind),
  };
}
