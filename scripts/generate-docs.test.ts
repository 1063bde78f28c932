import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { allRoutes } from '#contract/routes/all.ts';
import { permissions } from '#domain/access.ts';
import { caseFlows } from '#domain/flows/all.ts';
import { onlineSigning } from '#domain/flows/online-signing.ts';
import { refusalSentences } from '#domain/refusals.ts';
import { generatedDocs, staleDocs } from './generate-docs.ts';

const docs = await generatedDocs();
const textOf = (path: string): string => docs.get(path) ?? assert.fail(`${path} is not made`);

test('the generated documents in the repository say what the tables say', async () => {
  assert.deepEqual(await staleDocs(), [], 'run npm run docs');
});

test('a document that was edited, and one that is missing, are stale', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-docs-'));
  try {
    await mkdir(join(folder, 'docs'));
    for (const [path, text] of docs) await writeFile(join(folder, path), text);
    assert.deepEqual(await staleDocs(folder), []);
    const path = join(folder, 'docs/flows.md');
    await writeFile(path, `${await readFile(path, 'utf8')} `);
    await rm(join(folder, 'docs/refusals.md'));
    assert.deepEqual(await staleDocs(folder), ['docs/flows.md', 'docs/refusals.md']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('every state, permission, route and refusal has its row', () => {
  for (const { name, places } of Object.values(caseFlows))
    for (const { id, label } of places.values())
      if (label !== '') assert.ok(textOf('docs/flows.md').includes(`| \`${id}\` | ${label} |`), `${name} ${id}`);
  for (const permission of permissions) assert.ok(textOf('docs/access.md').includes(`| \`${permission}\` |`), permission);
  for (const { method, path } of allRoutes)
    assert.ok(textOf('docs/access.md').includes(`| ${method} | \`${path}\` |`), `${method} ${path}`);
  for (const [code, sentence] of Object.entries(refusalSentences))
    assert.match(
      textOf('docs/refusals.md'),
      new RegExp(`\`${code}\` \\| [1-5]\\d\\d \\| ${sentence.replace(/[{}?]/g, '\\$&')} \\|`),
    );
});

test('a move whose target depends on the review levels is listed once per target, each with its effects', () => {
  const chapter = textOf('docs/flows.md')
    .split('\n## ')
    .find(text => text.includes(`\`${onlineSigning.name}\``));
  const approvals = (chapter ?? '').split('\n').filter(line => line.startsWith('| 审核通过 | 学院 |'));
  assert.equal(approvals.length, 2);
  const [onward, last] = approvals;
  assert.match(onward ?? '', /`reviewing\.school`.*\| tell: graduate \|$/);
  assert.match(last ?? '', /`effective`.*draw the agreement number.*tell: parties \|$/);
});
