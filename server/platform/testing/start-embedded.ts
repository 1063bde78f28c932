// Starts the embedded database on a folder, prints what came of it as JSON, and stays until it is killed.
import { startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts';

const home = process.argv[2];
if (home === undefined) throw new Error('usage: start-embedded.ts HOME');
const { url, pid, adopted } = await startEmbeddedPostgres(home);
console.log(JSON.stringify({ url, pid, adopted }));
setInterval(() => undefined, 60_000);
