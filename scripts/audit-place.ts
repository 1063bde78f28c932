/** What the two commands on the audit read: the installation of the environment, or the demonstration where there is none. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHeadsFile } from '#server/audit/index.ts';
import { auditHeadsOf, readConfig } from '#server/config.ts';
import { createVault } from '#server/platform/base/crypto.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { openDatabase } from '#server/platform/postgres/postgres.ts';
import { createStatements } from '#server/platform/statements/statements.ts';
import { demoKeys, demoStatementKeys } from './demo-config.ts';

export async function openAudit() {
  const { DATABASE_URL: isReal, QUXIANG_HOME } = process.env;
  if (isReal) {
    const config = readConfig(process.env);
    const database = openDatabase(config.databaseUrl, { max: 2 });
    const [vault, statements] = [createVault(config.keys), createStatements(config.statementKeys)];
    return { database, vault, statements, heads: createHeadsFile(auditHeadsOf(config)), close: () => database.close() };
  }
  const home = QUXIANG_HOME ?? join(fileURLToPath(new URL('../', import.meta.url)), '.data', 'demo');
  const server = await startEmbeddedPostgres(join(home, 'postgres'));
  const database = openDatabase(server.url, { max: 2 });
  return {
    database,
    vault: createVault(await demoKeys(home)),
    statements: createStatements(await demoStatementKeys(home)),
    heads: createHeadsFile(auditHeadsOf({ dataFolder: home })),
    close: async () => {
      await database.close();
      // One that runs beside `npm start` is left running.
      if (!server.adopted) await server.stop();
    },
  };
}
