import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { messagePaths } from '../domain/message-links.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Every path that the matters of a set of pages name, with what the router leaves open as a pattern. */
function pagesOf(folder: string): RegExp[] {
  const files = globSync(`${folder}/*/{index.tsx,lists/case-lists.ts}`, { cwd: root });
  const texts = files.map(path => readFileSync(join(root, path), 'utf8'));
  const paths = texts.flatMap(text => [...text.matchAll(/['`](\/[\w/:-]+)['`]/g)].map(([, path = '']) => path));
  // The list of cases has one page for each of its rows.
  return [...paths, ...paths.map(path => `${path}/:ref`)].map(path => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`));
}

for (const [folder, readers] of [
  ['web/phone', 'graduate'],
  ['web/desk', 'desk'],
] as const)
  test(`each message leads to a page of ${folder}`, () => {
    const pages = pagesOf(folder);
    assert.ok(pages.length > 20, `${pages.length} pages`);
    const lost = messagePaths[readers].filter(path => !pages.some(page => page.test(path)));
    assert.deepEqual(lost, []);
  });
