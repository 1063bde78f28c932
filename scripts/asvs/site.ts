/** The HTTP server as an installation has it, over https by its address, for checks of what every answer carries. Nobody is signed in. */
import type { FastifyInstance } from 'fastify';
import { allRoutes } from '#contract/routes/all.ts';
import { refuse } from '#domain/refusals.ts';
import { createHttp } from '#server/create-http.ts';
import { createTestPlatform, type TestPlatform } from '#server/testing/platform.ts';

interface Site {
  readonly app: FastifyInstance;
  readonly platform: TestPlatform;
}
let started: Promise<Site> | undefined;
async function start(): Promise<Site> {
  const platform = await createTestPlatform({ publicUrl: 'https://quxiang.example' });
  const served = allRoutes.map(route => ({ route, handler: async () => refuse('not-found') }));
  const context = { authenticate: async () => undefined, recordInfected: async () => undefined };
  const app = await createHttp(platform, served, context, { pages: false });
  app.get('/who', async request => ({ ip: request.ip }));
  return { app, platform };
}
/** Started at its first use. */
export function site(): Promise<Site> {
  started ??= start();
  return started;
}
export async function closeSite(): Promise<void> {
  if (!started) return;
  const { app, platform } = await started;
  await app.close();
  await platform.stop();
}
/** Answers of several kinds: JSON, a problem, an address that is none, what is for operators. */
export const someAnswers = async () => {
  const { app } = await site();
  return Promise.all(
    ['/api/portal', '/api/me', '/api/cases/1-1', '/nowhere', '/livez', '/openapi.json'].map(url => app.inject(url)),
  );
};
