/** Composes the matters into one running server. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts/index.ts';
import { type AuditObject, auditRoutes } from './audit/index.ts';
import {
  caseCron,
  caseDeskJobs,
  caseJobs,
  caseRoutes,
  casesPort,
  caseTaskTitles,
  changeRequestAudit,
  countOpenRequests,
  createDeskEvents,
} from './cases/index.ts';
import type { Config } from './config.ts';
import { createHttp } from './create-http.ts';
import { createPlatform, refuseSandbox } from './create-platform.ts';
import { deskJobCron, deskJobHandlers, deskJobRoutes, deskJobTitles } from './desk-jobs/index.ts';
import { employerJobs, employerRoutes, employerTaskTitles } from './employers/index.ts';
import { flaggedEmployerRoutes } from './flagged-employers/index.ts';
import { guideRoutes } from './guides/index.ts';
import { messageJobs, messageRoutes, queueRoutes } from './messages/index.ts';
import { countOpenObjections, objectionAudit, objectionRoutes, objectionsOf } from './objections/index.ts';
import type { Clock } from './platform/clock.ts';
import { startWorkers } from './platform/jobs-worker.ts';
import { createLog, type Log } from './platform/log.ts';
import { createPdfRenderer } from './platform/pdf/pdf-renderer.ts';
import { loadSigningCertificate } from './platform/pdf/signing-certificate.ts';
import type { Platform } from './platform/platform.ts';
import { loadRegions } from './platform/regions.ts';
import { qualificationRoutes } from './qualification/index.ts';
import { recordRoutes } from './records/index.ts';
import { ownRegistry } from './registry/index.ts';
import { waitingRoutes } from './requests/index.ts';
import { retentionCron, retentionJobs, retentionRoutes, retentionTaskTitles } from './retention/index.ts';
import { followImport, rosterDeskJobs, rosterImportJob, rosterRoutes, tellReturned, tellReturnedJob } from './roster/index.ts';
import { schoolRoutes } from './schools/index.ts';
import { authenticate } from './sessions/index.ts';
import { signInRoutes } from './sign-in/index.ts';
import { statisticsRoutes } from './statistics/index.ts';
import { sweepCron, sweepJobs, sweepTaskTitles } from './sweep.ts';
import { modeRequestsOf, trainingModeAudit, trainingModeRoutes } from './training-modes/index.ts';

export interface Running {
  readonly platform: Platform;
  readonly http: FastifyInstance;
  close(): Promise<void>;
}
export interface Options {
  readonly log?: Log;
  readonly clock?: Clock;
  /** False where the pages are not built: in tests of the interface. */
  readonly pages?: boolean;
  /** False where a test carries jobs out itself. */
  readonly workers?: boolean;
}

const taskTitles = {
  ...caseTaskTitles,
  ...sweepTaskTitles,
  ...retentionTaskTitles,
  ...deskJobTitles,
  ...employerTaskTitles,
  'roster.import': '导入学生名单',
  [tellReturnedJob.name]: '通知恢复的毕业生',
  'messages.deliver': '发送短信、微信',
};

/** What the log calls the things that acts are done to, from the matters that own them. */
export const auditObjects: readonly AuditObject[] = [changeRequestAudit, objectionAudit, ...trainingModeAudit];

/** Starts everything but the listening, on a database that is prepared. Throws on bad configuration, on a sandbox in production, on a route that nobody serves. */
export async function startApp(
  config: Config,
  { log = createLog(), clock, pages = true, workers = true }: Options = {},
): Promise<Running> {
  await refuseSandbox(config);
  const platform = await createPlatform(config, log, clock);
  await loadRegions(platform.database);
  const { database, vault, files } = platform;
  const certificate = await loadSigningCertificate(join(config.dataFolder, 'certificate'), {
    now: platform.clock.now(),
    mayMakeTest: config.demo,
  });
  const press = { renderer: createPdfRenderer({ log }), certificate };
  const registry = ownRegistry(database, vault);
  const cases = casesPort(platform, registry);
  const events = await createDeskEvents(database);

  const routes = [
    ...signInRoutes(platform, { helpContact: config.helpContact, inboxUrl: config.inboxUrl }),
    ...employerRoutes(platform),
    ...qualificationRoutes(platform),
    ...accountRoutes(platform),
    ...schoolRoutes(platform),
    ...auditRoutes(platform, auditObjects),
    ...flaggedEmployerRoutes(platform),
    ...rosterRoutes(platform, { sampleFile: config.sampleRoster, cases, modeRequestsOf }),
    ...trainingModeRoutes(platform, cases),
    ...caseRoutes(platform, registry, events),
    ...recordRoutes(platform, registry, objectionsOf),
    ...objectionRoutes(platform, registry),
    ...waitingRoutes(platform, { changes: countOpenRequests, objections: countOpenObjections }),
    ...guideRoutes(press.renderer),
    ...statisticsRoutes(platform),
    ...deskJobRoutes(platform),
    ...messageRoutes(platform),
    ...retentionRoutes(platform),
    ...queueRoutes(platform, taskTitles),
  ];
  const http = await createHttp(platform, routes, { authenticate: authenticate(platform) }, { pages });

  const importJob = rosterImportJob({
    vault,
    files,
    onRosterChanged: followImport(cases, platform.clock),
  });
  const longWork = deskJobHandlers(platform, [...caseDeskJobs(platform), ...rosterDeskJobs(platform, cases)]);
  const handlers = [
    ...caseJobs(platform, press, registry),
    ...messageJobs(platform),
    ...employerJobs(platform),
    ...sweepJobs(platform),
    ...retentionJobs(platform),
    ...longWork,
    importJob,
    tellReturned(platform),
  ];
  const running = workers
    ? await startWorkers(database, handlers, {
        log,
        clock: platform.clock,
        cron: [...caseCron, ...sweepCron, ...deskJobCron, ...retentionCron],
      })
    : undefined;

  return {
    platform,
    http,
    async close() {
      await events.close();
      await http.close();
      await running?.stop();
      await press.renderer.close();
      await database.close();
    },
  };
}
