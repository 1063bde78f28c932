// The outside world of a demonstration as a process of its own. Ends with its parent: see the `disconnect` below.
import { isAbsolute, join } from 'node:path';
import { startSandbox } from './start-sandbox.ts';

const { env } = process;
const absolute = (path: string) => (isAbsolute(path) ? path : join(process.cwd(), path));
const folder = absolute(env.SANDBOX_FOLDER ?? '.data/sandbox');

const sandbox = await startSandbox({
  port: Number(env.SANDBOX_PORT ?? 8101),
  host: env.SANDBOX_HOST ?? '127.0.0.1',
  folder,
  peopleFile: absolute(env.SANDBOX_PEOPLE ?? join(folder, 'people.json')),
  redirectUris: (env.SANDBOX_REDIRECT_URIS ?? '').split(',').filter(Boolean),
  allowRemote: env.SANDBOX_ALLOW_REMOTE === 'yes',
  ...(env.SANDBOX_TEMPLATES && { templatesFile: absolute(env.SANDBOX_TEMPLATES) }),
  ...(env.SANDBOX_PUBLIC_URL && { publicUrl: env.SANDBOX_PUBLIC_URL }),
}).catch(error => {
  console.error(`sandbox: ${error instanceof Error ? error.message : 'did not start'}`);
  process.exit(1);
});

console.log(`sandbox: ${sandbox.url}`);
process.send?.({ url: sandbox.url });

async function stop(): Promise<void> {
  await sandbox.stop();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// Started by fork, the channel closes when the parent dies, by whatever: no orphan keeps the port.
process.on('disconnect', stop);
