/**
 * Random people, random commands, through every flow on a real database, against a reference model written apart: one hold, the reported
 * record is the case in force, counters are a recount, every history replays. Two at once must be as if one had come after the other.
 *
 *   node scripts/node.mjs bench/model.ts [commands, 100000] [seed]
 *   node scripts/node.mjs bench/model.ts replay <seed> <run>
 */
import { type Ran, runModel } from '../server/cases/model/run.ts';

const [first = '100000', second, third] = process.argv.slice(2);
const isReplay = first === 'replay';
const seed = Number(second ?? Date.now() % 1_000_000_000);
const perSecond = ({ commands, seconds }: Ran): string => (commands / seconds).toFixed(0);
let announced = 0;

console.log(`seed ${seed}`);
const ran = await runModel({
  commands: isReplay ? 1 : Number(first),
  seed,
  ...(isReplay ? { path: third } : {}),
  progress: now => {
    if (now.commands - announced < 5000) return;
    announced = now.commands;
    console.log(`${now.commands} commands in ${now.runs} runs, ${perSecond(now)}/s`);
  },
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
console.log(
  `${ran.commands} commands in ${ran.runs} runs and ${ran.seconds.toFixed(0)} s, ${ran.reached.size} places reached: no divergence`,
);
