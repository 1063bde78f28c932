import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map(path => join('docs', path));
const pages = ['README.md', 'README.zh-CN.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...inDocs].filter(path => path.endsWith('.md'));
const readmes = ['README.md', 'README.zh-CN.md'];

/** As GitHub makes an anchor from a heading. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
const anchorsIn = (text: string): string[] => [
  ...[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)),
  ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
];

test('links between the documents lead somewhere', () => {
  const broken = pages.flatMap(page =>
    [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].flatMap(([, path = '', anchor]) => {
      const target = path === '' ? page : join(dirname(page), path);
      const leads = existsSync(join(root, target)) && (!anchor || anchorsIn(read(target)).includes(decodeURIComponent(anchor)));
      return leads ? [] : [`${page}: ${path}${anchor ? `#${anchor}` : ''}`];
    }),
  );
  assert.deepEqual(broken, []);
});

test('files that the documents name are there', () => {
  const named = /`((?:domain|contract|server|web|sandbox|database|scripts|docs)\/[\w./-]+\.(?:ts|tsx|sql|md|json|mjs))`/g;
  const missing = pages.flatMap(page =>
    [...read(page).matchAll(named)].flatMap(([, path = '']) => (existsSync(join(root, path)) ? [] : [`${page}: ${path}`])),
  );
  assert.deepEqual(missing, []);
});

test('both READMEs explain every variable of a real installation, and only commands that exist', () => {
  const variables = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, name = '']) => name);
  assert.ok(variables.length > 15);
  const manifest = read('package.json');
  for (const readme of readmes) {
    const text = read(readme);
    for (const name of variables) assert.ok(text.includes(`\`${name}\``), `${readme} does not explain ${name}`);
    for (const [, command = ''] of text.matchAll(/npm run ([\w:-]+)/g))
      assert.ok(manifest.includes(`"${command}":`), `${readme} names npm run ${command}`);
  }
});
