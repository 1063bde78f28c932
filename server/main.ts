/** A real installation: configuration from the environment, no demo data, no stand-ins. */
import closeWithGrace from 'close-with-grace';
import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './platform/base/log.ts';
import { prepareDatabase } from './platform/migrations/prepare-database.ts';

const log = createLog();
const config = readConfig(process.env);
const { databaseUrl, databaseOwnerUrl: ownerUrl, dataFolder } = config;
await prepareDatabase({ databaseUrl, ownerUrl, home: dataFolder }, message => log.warn(message));
const app = await startApp(config, { log });
await app.http.listen({ host: config.host, port: config.port });
log.info({ port: config.port }, 'serving');
closeWithGrace({ delay: 15_000 }, async ({ err }) => {
  if (err) log.error({ err }, 'stopping after an error');
  await app.close();
});
