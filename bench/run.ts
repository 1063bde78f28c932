/** npm run bench [-- names…]: runs all benches or the named ones, one after the other, each in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const all = [
  'decision',
  'deadlock',
  'lists',
  'exports',
  'archives',
  'audit',
  'transfer-codes',
  'check',
  'roster',
  'pdf',
  'start',
  'phone',
];
/** Long, and of no use on a busy machine: run by name, at night. */
const nightly = ['model', 'kill', 'kills', 'access', 'hostile'];
/** Runs of another bench with other numbers. */
const variants: Readonly<Record<string, readonly string[]>> = { kills: ['kill', '100000', '200'] };
const asked = process.argv.slice(2);
const unknown = asked.filter(name => ![...all, ...nightly].includes(name));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${[...all, ...nightly].join(', ')}`);
  process.exit(2);
}

let failed = 0;
for (const name of asked.length > 0 ? asked : all) {
  const [bench = name, ...numbers] = variants[name] ?? [];
  const program = fileURLToPath(new URL(`${bench}.ts`, import.meta.url));
  if (!existsSync(program)) {
    console.log(`SKIPPED: ${name} is not here`);
    continue;
  }
  console.log(`\n== ${name}`);
  const began = performance.now();
  const child = spawn(process.execPath, [program, ...numbers], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) failed++;
  console.log(`-- ${name}: ${code === 0 ? 'done' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}
process.exit(failed > 0 ? 1 : 0);
