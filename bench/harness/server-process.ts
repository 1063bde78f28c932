/** The server under test, in a process of its own. Jobs are added as always, and carried out only with `workers`. */
import { z } from 'zod';
import { startApp } from '#server/app.ts';
import { createLog } from '#server/platform/base/log.ts';
import { serverConfig } from './server-config.ts';

const orders = z.object({
  port: z.number(),
  databaseUrl: z.string(),
  dataFolder: z.string(),
  keys: z.object({ keys: z.record(z.string(), z.string()), current: z.string(), hashKey: z.string() }),
  workers: z.boolean(),
  pages: z.boolean(),
});
const { workers, pages, ...place } = orders.parse(JSON.parse(process.env.BENCH_SERVER ?? ''));
const app = await startApp(serverConfig(place), { log: createLog({ level: 'error' }), workers, pages });
await app.http.listen({ host: '127.0.0.1', port: place.port });
const end = async () => {
  await app.close();
  process.exit(0);
};
// A bench that breaks off takes its server with it.
process.once('SIGTERM', end).once('disconnect', end);
process.send?.('ready');
