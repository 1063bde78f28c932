/** Runs of the model until so many commands have been carried out; a failure says how to see it again. */
import fc from 'fast-check';
import { closing, commands, graduates } from './commands.ts';
import { doneIn, reached } from './done.ts';
import { began, openProduct, openStage, type Stage } from './product.ts';
import { noTransfer } from './transfers.ts';
import type { World } from './world.ts';

/** Runs that share one database: later ones would drag the reminders of all earlier ones along. */
const runsPerStage = 100;
/** Milliseconds for making a failing run short. */
const shrinkAtMost = 90_000;

export interface Ran {
  readonly commands: number;
  readonly runs: number;
  readonly seconds: number;
  /** States of the flows that cases have been in. */
  readonly reached: ReadonlySet<string>;
}
export interface Wanted {
  readonly commands: number;
  readonly seed: number;
  /** Goes on until this is so, up to three times the commands: with two at once a seed does not always lead to the same places. */
  readonly until?: () => boolean;
  /** Of a failure that is to be seen again. */
  readonly path?: string | undefined;
  /** A failing run is made as short as it gets, which takes its time. */
  readonly shrinks?: boolean;
  readonly progress?: (ran: Ran) => void;
  /** Told of a failure at once, before it is made short. */
  readonly onFailure?: (what: string) => void;
}

const firstWorld = (major: string, unit: string): World => ({
  ...{
    now: new Date(began).getTime(),
    levels: ['department', 'school'],
    reviewsVoiding: false,
    open: true,
    cases: [],
    told: [],
    requests: [],
  },
  transfers: Array.from({ length: graduates }, () => ({ archive: noTransfer(), hukou: noTransfer() })),
  graduates: Array.from({ length: graduates }, () => ({
    lapsed: undefined,
    major,
    mode: '1' as const,
    unit,
    department: 1,
    answer: undefined,
  })),
});

/** Throws at the first divergence, with seed, run and what was done. */
export async function runModel({
  commands: target,
  seed,
  until = () => true,
  path,
  shrinks = true,
  progress,
  onFailure,
}: Wanted): Promise<Ran> {
  const begun = performance.now();
  let stage: Stage | undefined;
  let [done, runs] = [0, 0];
  const ran = (): Ran => ({ commands: done, runs, seconds: (performance.now() - begun) / 1000, reached });
  const property = fc.asyncProperty(commands, async drawn => {
    stage ??= await openStage();
    const product = await openProduct(stage, graduates);
    const world = firstWorld(product.majors[0], product.units[0]);
    try {
      await product.set(world);
      await fc.asyncModelRun(() => ({ model: world, real: product }), drawn);
      for (const command of closing) await command.run(world, product);
    } catch (error) {
      throw new Error([error instanceof Error ? error.stack : String(error), 'Done until then:', ...doneIn(world)].join('\n'));
    }
    runs += 1;
    done += doneIn(world).length;
    if (runs % runsPerStage > 0) return;
    await stage.on.stop();
    stage = undefined;
  });
  try {
    for (let batch = seed; done < target || (!until() && done < 3 * target); batch++) {
      // Never interrupted: a run that is left behind would go on beside the next one, and move its clock.
      const result = await fc.check(property, {
        seed: batch,
        numRuns: path === undefined ? 10 : 1,
        ...(path && { path }),
        endOnFailure: true,
      });
      if (result.failed) {
        const again = `Seen again with: replay ${batch} ${result.counterexamplePath?.split(':')[0]}`;
        const what = [messageOf(result.errorInstance), again].join('\n\n');
        onFailure?.(what);
        throw new Error(shrinks && path === undefined ? await shortened(batch, result.counterexamplePath, what) : what);
      }
      if (path !== undefined) break;
      progress?.(ran());
    }
    return ran();
  } finally {
    await stage?.on.stop();
  }

  /** The same failure with what has nothing to do with it left out, as far as that gets in its time. */
  async function shortened(batch: number, failing: string | null, what: string): Promise<string> {
    const short = await fc.check(property, {
      seed: batch,
      ...(failing && { path: failing }),
      numRuns: 1,
      interruptAfterTimeLimit: shrinkAtMost,
    });
    return short.failed ? `${what}\n\nMade short:\n${messageOf(short.errorInstance)}` : `${what}\n\nNot seen a second time.`;
  }
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
