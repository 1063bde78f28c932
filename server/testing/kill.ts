/** The real server as a process of its own, which a test may kill: it reads its configuration from the environment, and tells its port by IPC. */
import { z } from 'zod';
import { startApp } from '#server/app.ts';
import type { Config } from '#server/config.ts';
import { createLog } from '#server/platform/base/log.ts';

const isConfig = (value: unknown): boolean => typeof value === 'object' && value !== null && 'databaseUrl' in value;
const config = z.custom<Config>(isConfig).parse(JSON.parse(process.env.KILL_TEST_CONFIG ?? 'null'));
const app = await startApp(config, { log: createLog({ level: 'error' }), pages: false });
await app.http.listen({ host: config.host, port: config.port });
const address = app.http.server.address();
process.send?.({ port: typeof address === 'object' && address ? address.port : config.port });
// No orphan when the test itself is killed.
process.on('disconnect', () => process.exit(0));
