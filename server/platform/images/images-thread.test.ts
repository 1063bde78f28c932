import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createImagesThread } from './images-thread.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'images-thread-'));
});
after(() => rm(folder, { recursive: true }));

const heic = (word: string) => ({ kind: 'heic', content: Buffer.from(word) }) as const;

test('work that never ends, or that kills its thread, is broken; what waited behind it is done by a new one', async () => {
  const program = join(folder, 'worker.mjs');
  await writeFile(
    program,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ content }) => {
      const word = Buffer.from(content).toString();
      if (word === 'endless') for (;;);
      if (word === 'exit') process.exit(1);
      if (word === 'throw') throw new Error('out of memory');
      parentPort.postMessage({ kind: 'heic', jpeg: content });
    });`,
  );
  const thread = createImagesThread(pathToFileURL(program), 2000);
  const words = ['one', 'endless', 'two', 'exit', 'three', 'throw', 'four'];
  const answers = await Promise.all(words.map(word => thread.ask(heic(word))));
  const told = answers.map(answer => (answer.kind === 'heic' ? Buffer.from(answer.jpeg).toString() : 'broken'));
  assert.deepEqual(told, ['one', 'broken', 'two', 'broken', 'three', 'broken', 'four']);
});
