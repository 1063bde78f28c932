/**
 * Random people, random commands, through every flow of destinations and through archive and hukou, on a real database, against a reference model written apart: one hold, the reported
 * record is the case in force, counters are a recount, every history replays, everybody is told of everything once. Two at once must be
 * as if one had come after the other. However it ends, the last line says so, and `artefacts/model.log` keeps it.
 *
 *   npm run bench -- model                                    100,000 commands
 *   node scripts/node.mjs bench/model.ts [commands] [seed]
 *   node scripts/node.mjs bench/model.ts replay <seed> <run>
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Ran, runModel } from '../server/cases/testing/model/run.ts';

const [first = '100000', second, third] = process.argv.slice(2);
const isReplay = first === 'replay';
const seed = Number(second ?? Date.now() % 1_000_000_000);
const folder = fileURLToPath(new URL('../artefacts/', import.meta.url));
mkdirSync(folder, { recursive: true });
const say = (text: string): void => {
  console.log(text);
  appendFileSync(`${folder}model.log`, `${new Date().toISOString()} ${text}\n`);
};

let last = 'nothing done yet';
let isTold = false;
const figure = ({ commands, runs, seconds }: Ran): string =>
  `${commands} commands in ${runs} runs and ${seconds.toFixed(0)} s, ${(commands / seconds).toFixed(0)}/s, ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB`;
process.once('exit', code => {
  if (!isTold) say(`ENDED BEFORE ITS TIME with code ${code}; seed ${seed}, ${last}`);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    say(`stopped by ${signal}`);
    process.exit(1);
  });

say(`seed ${seed}`);
let announced = 0;
try {
  const ran = await runModel({
    commands: isReplay ? 1 : Number(first),
    seed,
    ...(isReplay ? { path: third } : {}),
    progress: now => {
      last = `${figure(now)}, last seed ${seed + now.runs / 10 - 1}`;
      if (now.commands - announced < 5000) return;
      announced = now.commands;
      say(last);
    },
    onFailure: what => say(`FAILED after ${last}\n${what}\nIt is made shorter now.`),
  });
  isTold = true;
  say(`${figure(ran)}, ${ran.reached.size} places reached: no divergence`);
} catch (error) {
  isTold = true;
  say(`DIVERGED (seed ${seed}, ${last})\n${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
