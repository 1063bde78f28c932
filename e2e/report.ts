/** Runs the steps of the journey one after the other and says how each went. */
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

export interface Journey {
  /** A failed step ends the journey: all that follows builds on it. */
  chapter(title: string, steps: (step: Step) => Promise<void>): Promise<void>;
  outcome(): Outcome;
}
export type Step = (title: string, act: () => Promise<void>) => Promise<void>;

class Stop extends Error {}

/** @param onFailure called before the next chapter begins, to keep what the pages show */
export function createJourney(onFailure: (title: string) => Promise<void>): Journey {
  let [passed, failed] = [0, 0];

  const step: Step = async (title, act) => {
    const began = performance.now();
    try {
      await act();
      passed += 1;
      console.log(`  ✔ ${title} (${seconds(began)})`);
    } catch (error) {
      failed += 1;
      console.log(`  ✖ ${title} (${seconds(began)})`);
      console.log(String(error instanceof Error ? (error.stack ?? error.message) : error).replace(/^/gm, '      '));
      await onFailure(title).catch(() => undefined);
      throw new Stop(title);
    }
  };
  return {
    async chapter(title, steps) {
      if (failed > 0) {
        console.log(`${title}: left out`);
        return;
      }
      console.log(title);
      try {
        await steps(step);
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        console.log('  … the rest of this chapter: left out');
      }
    },
    outcome: () => ({ passed, failed }),
  };
}
