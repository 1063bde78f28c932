/**
 * Fills an installation with a school of 30,000 graduates, a province, or a tenth of the country, and with the demonstration's accounts.
 * The database must be empty, or hold the demonstration alone.
 *
 *   npm run seed -- school | province | country
 *
 * QUXIANG_HOME names the demonstration's folder (its keys, and its database when there is no DATABASE_URL).
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillCountry } from '#database/seeds/country/fill.ts';
import { isScale, scales } from '#database/seeds/country/plan.ts';
import { applicationRole, startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '#server/platform/migrations/migrate.ts';
import { prepareDatabase } from '#server/platform/migrations/prepare-database.ts';
import { demoKeys } from './demo-config.ts';

const [scale = ''] = process.argv.slice(2);
const home = process.env.QUXIANG_HOME ?? join(fileURLToPath(new URL('../', import.meta.url)), '.data', 'demo');

/** A server that already runs is left running; one that was started for this is stopped. */
async function openDatabaseOf(home: string) {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: ownerUrl } = process.env;
  if (databaseUrl) return prepareDatabase({ databaseUrl, ownerUrl, home }, message => console.error(message));
  const server = await startEmbeddedPostgres(join(home, 'postgres'));
  await migrate(server.ownerUrl, { role: applicationRole });
  return { ownerUrl: server.ownerUrl, stop: async () => (server.adopted ? undefined : server.stop()) };
}

if (!isScale(scale)) {
  console.error(`npm run seed -- ${Object.keys(scales).join(' | ')}`);
  process.exit(2);
}
const began = performance.now();
const seconds = (): number => (performance.now() - began) / 1000;
const database = await openDatabaseOf(home);
try {
  let told = 0;
  await fillCountry({
    scale,
    ownerUrl: database.ownerUrl,
    keys: await demoKeys(home),
    now: new Date(),
    progress: (done, of) => {
      if (done < of && seconds() - told < 5) return;
      told = seconds();
      console.log(`${done} / ${of} 名毕业生，${told.toFixed(0)} 秒`);
    },
  });
  console.log(`完成，用时 ${seconds().toFixed(0)} 秒。演示账号照常登录，见 README。`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.stop();
}
