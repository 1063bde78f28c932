/**
 * npm test: every part after the other, what failed once more, how long each part took, and one last line `N passed, N failed`.
 * A failure does not stop the run.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

/** What a part's own last words say; a part that says nothing (a linter) is one check. */
const readings: readonly (readonly [passed: RegExp, failed: RegExp])[] = [
  [/^(\d+) passed, \d+ failed$/m, /^\d+ passed, (\d+) failed$/m],
  [/^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m],
];

interface Outcome {
  readonly part: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What the part said of each failure: a line that begins with ✖, and the lines set in below it. */
  readonly failures: readonly string[];
}

const failureBlock = /^ *✖ .*(?:\n {4}.*){0,30}/gm;

const numberIn = (text: string, pattern: RegExp): number | undefined => {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

function countsOf(output: string, succeeded: boolean): Pick<Outcome, 'passed' | 'failed'> {
  for (const [passed, failed] of readings) {
    const counts = { passed: numberIn(output, passed) ?? 0, failed: numberIn(output, failed) ?? 0 };
    // A part that ends badly has failed, whatever it counted.
    if (counts.passed + counts.failed > 0) return { ...counts, failed: succeeded ? counts.failed : Math.max(1, counts.failed) };
  }
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function run(part: string): Promise<Outcome> {
  console.log(`\n— npm run ${part}`);
  const began = performance.now();
  return new Promise(resolve => {
    const child = spawn('npm', ['run', '--silent', part], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      // The journey keeps what a failure showed, and no other picture. Two hundred test files load the same modules: each is compiled once.
      env: { ...process.env, PICTURES: 'none', NODE_COMPILE_CACHE: compiled },
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      process.stdout.write(text);
      output += text;
    });
    child.on('close', code => {
      resolve({
        part,
        ...countsOf(output.slice(-20_000), code === 0),
        seconds: (performance.now() - began) / 1000,
        failures: output.match(failureBlock) ?? [],
      });
    });
  });
}

const parts = ['lint', 'types', 'test:unit', 'test:server', 'e2e'];
const outcomes: Outcome[] = [];
for (const part of parts) outcomes.push(await run(part));

for (const { part, failures } of outcomes) for (const failure of failures) console.log(`\n— failed in ${part}\n${failure}`);
console.log('\n');
for (const { part, passed, failed, seconds } of outcomes)
  console.log(`${part.padEnd(12)} ${`${seconds.toFixed(0)} s`.padStart(6)}   ${passed} passed, ${failed} failed`);
const sum = (pick: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + pick(outcome), 0);
console.log(`in all       ${`${sum(({ seconds }) => seconds).toFixed(0)} s`.padStart(6)}`);
console.log(`${sum(({ passed }) => passed)} passed, ${sum(({ failed }) => failed)} failed`);
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
