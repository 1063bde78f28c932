/** The server as a school runs it alone: with its embedded database, which it starts, adopts or starts again; to be killed at any moment. */
import { join } from 'node:path';
import { z } from 'zod';
import { startApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import { createLog } from '#server/platform/base/log.ts';
import { prepareDatabase } from '#server/platform/migrations/prepare-database.ts';

const isConfig = (value: unknown): boolean => typeof value === 'object' && value !== null && 'dataFolder' in value;
const config = z.custom<Config>(isConfig).parse(JSON.parse(process.env.KILLABLE_CONFIG ?? 'null'));
const home = join(config.dataFolder, 'postgres');
const database = await prepareDatabase({ home }, () => undefined);
// What breaks when it is killed is no news here; the bench looks at what is left.
const app = await startApp({ ...config, databaseUrl: database.url }, { log: createLog({ level: 'silent' }), pages: false });
await app.http.listen({ host: config.host, port: config.port });
const end = async (): Promise<void> => {
  await app.close();
  await database.stop();
  process.exit(0);
};
process.once('SIGTERM', end);
// Ctrl-C is for the bench, which looks at what was done before it lets go.
process.on('SIGINT', () => undefined);
// No orphan when the bench itself is killed.
process.once('disconnect', end);
process.send?.({ url: database.url, ownerUrl: database.ownerUrl });
