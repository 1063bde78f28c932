import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const sources = globSync('{domain,contract,server,web,sandbox,database,e2e,bench}/**/*.{ts,tsx}', { cwd: root }).filter(
  path => !/\.test\.tsx?$|\/testing\//.test(path),
);
const imported = /(?:from\s*|import\(\s*|^import\s*)'([#.][^']+)'/gm;

/** Folder → the other folders that its files import, types included. */
function arrows(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const path of sources) {
    const folder = dirname(path);
    const others = found.get(folder) ?? new Set();
    found.set(folder, others);
    for (const [, name = ''] of readFileSync(join(root, path), 'utf8').matchAll(imported)) {
      const target = dirname(name.startsWith('#') ? name.slice(1) : join(folder, name));
      if (target !== folder) others.add(target);
    }
  }
  return found;
}

/** A way along the arrows from one folder back to itself, or nothing. */
function circleFrom(start: string, graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way; way = ways.shift()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}

test('no folder imports itself through others', () => {
  const graph = arrows();
  assert.ok(graph.size > 80, `${graph.size} folders`);
  const circles = [...graph.keys()].map(folder => circleFrom(folder, graph).join(' → ')).filter(circle => circle !== '');
  assert.deepEqual(circles, []);
});
