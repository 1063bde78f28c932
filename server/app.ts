/** Starts and stops the server: the platform, the modules on it, HTTP and workers. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { recordInfected } from './audit/index.ts';
import { auditHeadsOf, type Config } from './config.ts';
import { createHttp } from './create-http.ts';
import { createPlatform, refuseSandbox } from './create-platform.ts';
import { createDeskEvents } from './desk/index.ts';
import { composeModules } from './modules.ts';
import type { Clock } from './platform/base/clock.ts';
import { createLog, type Log } from './platform/base/log.ts';
import { sweepReceived } from './platform/images/receive.ts';
import { startWorkers } from './platform/jobs/worker.ts';
import { jobsOf, routesOf } from './platform/module.ts';
import { createPdfRenderer } from './platform/pdf/pdf-renderer.ts';
import { loadSigningCertificate } from './platform/pdf/signing-certificate.ts';
import type { Platform } from './platform/platform.ts';
import { loadRegions } from './platform/postgres/regions.ts';
import { ownRegistry } from './registry/index.ts';
import { authenticate } from './sessions/index.ts';

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

/** An operator reads at every start whether uploaded files are scanned. */
async function sayWhetherScanned({ outside, log }: Platform): Promise<void> {
  if (!outside.virusScan) return log.warn('uploaded files are NOT scanned for viruses: CLAMD is not set');
  try {
    log.info({ scanner: await outside.virusScan.version() }, 'uploaded files are scanned for viruses');
  } catch (error) {
    log.error({ err: error }, 'the virus scanner does not answer: no file is taken in until it does');
  }
}

/** Starts everything but the listening, on a database that is prepared. Throws on bad configuration, on a sandbox in production, on a route that nobody serves. */
export async function startApp(
  config: Config,
  { log = createLog(), clock, pages = true, workers = true }: Options = {},
): Promise<Running> {
  await refuseSandbox(config);
  const platform = await createPlatform(config, log, clock);
  const leftOver = await sweepReceived(new Date());
  if (leftOver > 0) log.info({ folders: leftOver }, 'uploads that a killed process left behind were removed');
  await sayWhetherScanned(platform);
  await loadRegions(platform.database);
  const { database, vault } = platform;
  const certificate = await loadSigningCertificate(join(config.dataFolder, 'certificate'), {
    now: platform.clock.now(),
    mayMakeTest: config.demo,
  });
  const press = { renderer: createPdfRenderer({ log }), certificate };
  const modules = composeModules(platform, {
    registry: ownRegistry(database, vault),
    press,
    events: await createDeskEvents(platform),
    portal: { helpContact: config.helpContact, inboxUrl: config.inboxUrl },
    sampleRoster: config.sampleRoster,
    auditHeads: auditHeadsOf(config),
  });
  const context = { authenticate: authenticate(platform), recordInfected: recordInfected(platform) };
  const http = await createHttp(platform, routesOf(modules), context, { pages });
  const running = workers ? await startWorkers(database, jobsOf(modules), { log, clock: platform.clock }) : undefined;

  return {
    platform,
    http,
    async close() {
      for (const module of modules) await module.close?.();
      await http.close();
      await running?.stop();
      await press.renderer.close();
      await database.close();
    },
  };
}
