/** Runs of the model until so many commands have been carried out; a failure says how to see it again. */
import fc from 'fast-check';
import { reached } from './check.ts';
import { commands, graduates, settled } from './commands.ts';
import { began, openProduct, openStage } from './product.ts';
import type { World } from './reference.ts';

/** Milliseconds for ten runs and, when one fails, for making it short. */
const shrinkAtMost = 90_000;

export interface Ran {
  readonly commands: number;
  readonly runs: number;
  readonly seconds: number;
  /** Places of the flows where cases have stood. */
  readonly reached: ReadonlySet<string>;
}
export interface Wanted {
  readonly commands: number;
  readonly seed: number;
  /** Of a failure that is to be seen again. */
  readonly path?: string | undefined;
  /** A failing run is made as short as it gets. */
  readonly shrinks?: boolean;
  readonly progress?: (ran: Ran) => void;
}

/** Throws at the first divergence, with seed and path. */
export async function runModel({ commands: target, seed, path, shrinks = true, progress }: Wanted): Promise<Ran> {
  const stage = await openStage();
  const begun = performance.now();
  let [done, runs] = [0, 0];
  const ran = (): Ran => ({ commands: done, runs, seconds: (performance.now() - begun) / 1000, reached });
  const property = fc.asyncProperty(commands, async drawn => {
    const product = await openProduct(stage, graduates);
    const world: World = {
      ...{ now: new Date(began).getTime(), levels: ['department', 'school'], reviewsVoiding: false, open: true, cases: [] },
      graduates: Array.from({ length: graduates }, () => ({ lapsed: false, major: product.majors[0] })),
    };
    await product.set(world);
    await fc.asyncModelRun(() => ({ model: world, real: product }), drawn);
    await settled().run(world, product);
    runs += 1;
    done += [...drawn].length;
  });
  try {
    for (let batch = seed; done < target; batch++) {
      const given = path === undefined ? { numRuns: 10 } : { path, numRuns: 1 };
      const result = await fc.check(property, {
        seed: batch,
        ...given,
        endOnFailure: !shrinks || path !== undefined,
        interruptAfterTimeLimit: shrinkAtMost,
      });
      if (result.failed) {
        const why = result.errorInstance instanceof Error ? result.errorInstance.stack : result.errorInstance;
        // The run as it was drawn: what it was made short to stands in the report.
        const again = `Seen again with: replay ${batch} ${result.counterexamplePath?.split(':')[0]}`;
        throw new Error([fc.defaultReportMessage(result), why, again].join('\n\n'));
      }
      if (path !== undefined) break;
      progress?.(ran());
    }
    return ran();
  } finally {
    await stage.on.stop();
  }
}
