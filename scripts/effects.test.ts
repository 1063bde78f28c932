import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const effect = /\buse(?:Layout|Insertion)?Effect\(\s*/g;
/** A body in braces, a cleanup written out, or a value thrown away. */
const givesNothingBack = /^\(\) =>\s*(?:\{|\(\) =>|void\b)/;

/**
 * The lines on which an effect gives back what is no cleanup. React and preact call whatever comes back when the effect
 * ends; a browser whose `scrollIntoView` returns a Promise so breaks the page. An arrow without braces gives back its value.
 */
const returningEffects = (source: string): number[] =>
  [...source.matchAll(effect)]
    .map(({ index, 0: call }) => index + call.length)
    .filter(at => !givesNothingBack.test(source.slice(at, at + 200)))
    .map(at => source.slice(0, at).split('\n').length);

describe('an effect', () => {
  test('that gives back the value of a call is found', () => {
    const source = [
      'useEffect(() => box.current?.scrollIntoView(), []);',
      'React.useLayoutEffect(() => (open ? ask() : undefined), []);',
      'useEffect(async () => { await ask(); }, []);',
      'useEffect(ask, []);',
      'useEffect(() => { box.current?.scrollIntoView(); }, []);',
      'useEffect(() => () => stop(), []);',
      'useEffect(() => void ask(), []);',
    ].join('\n');
    assert.deepEqual(returningEffects(source), [1, 2, 3, 4]);
  });

  test('gives back a cleanup or nothing, everywhere in web', () => {
    const files = globSync('web/**/*.{ts,tsx}', { cwd: root });
    assert.ok(files.length > 300, `${files.length} files`);
    const found = files.flatMap(path => returningEffects(readFileSync(join(root, path), 'utf8')).map(line => `${path}:${line}`));
    assert.deepEqual(found, []);
  });
});
