import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createImagesThread, type ImagesAnswer } from './images-thread.ts';

let folder = '';
let program: URL;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'images-thread-'));
  const path = join(folder, 'worker.mjs');
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ content }) => {
      const word = Buffer.from(content).toString();
      if (word === 'endless') for (;;);
      if (word === 'endless page') {
        parentPort.postMessage({ kind: 'step' });
        for (;;);
      }
      if (word === 'endless pages') {
        setInterval(() => {
          for (const until = performance.now() + 20; performance.now() < until; );
          parentPort.postMessage({ kind: 'step' });
        }, 1);
        return;
      }
      if (word === 'never answered') return;
      if (word === 'after a wait') {
        setTimeout(() => parentPort.postMessage({ kind: 'heic', jpeg: content }), 1500);
        return;
      }
      if (word === 'exit') process.exit(1);
      if (word === 'throw') throw new Error('out of memory');
      parentPort.postMessage({ kind: 'step' });
      parentPort.postMessage({ kind: 'heic', jpeg: content });
    });`,
  );
  program = pathToFileURL(path);
});
after(() => rm(folder, { recursive: true }));

const heic = (word: string) => ({ kind: 'heic', content: Buffer.from(word) }) as const;
const told = (answer: ImagesAnswer) =>
  answer.kind === 'heic' ? Buffer.from(answer.jpeg).toString() : answer.kind === 'refused' ? answer.refused : answer.kind;

/** Longer than any test is waited for: what ends before did not end by it. */
const never = 3_600_000;

test('work that never ends, or that kills its thread, is refused; what waited behind it is done by a new one', async () => {
  const thread = createImagesThread(program, { file: 2000, step: never });
  const words = ['one', 'endless', 'two', 'exit', 'three', 'throw', 'four'];
  const answers = await Promise.all(words.map(word => thread.ask(heic(word))));
  assert.deepEqual(answers.map(told), ['one', 'too-slow', 'two', 'broken', 'three', 'broken', 'four']);
});

test('a page has a limit of its own, long before that of the file', async () => {
  const thread = createImagesThread(program, { file: never, step: 50 });
  const answers = await Promise.all(['endless page', 'next'].map(word => thread.ask(heic(word))));
  assert.deepEqual(answers.map(told), ['too-slow', 'next']);
});

test('pages without an end, each of them quick, are ended with the file’s time', async () => {
  const thread = createImagesThread(program, { file: 2000, step: never });
  assert.equal(told(await thread.ask(heic('endless pages'))), 'too-slow');
});

test('what counts is the work of the thread, not how long the machine lets it wait; a wait without an end is ended', async () => {
  const busy = createImagesThread(program, { file: 1000, step: never });
  assert.equal(told(await busy.ask(heic('after a wait'))), 'after a wait');
  const silent = createImagesThread(program, { file: 20, step: never });
  assert.equal(told(await silent.ask(heic('never answered'))), 'too-slow');
});

test('a thread that never answers holds up no other thread', async () => {
  const pdfs = createImagesThread(program, { file: 2000, step: never });
  const pictures = createImagesThread(program, { file: never, step: never });
  const stuck = pdfs.ask(heic('endless'));
  assert.equal(told(await pictures.ask(heic('a photograph'))), 'a photograph');
  assert.equal(told(await stuck), 'too-slow');
});
