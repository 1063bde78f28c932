import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { sentenceOfIssue } from '#domain/issue-sentences.ts';
import type { Route } from '../parts/route.ts';
import { allRoutes } from './all.ts';

/** What may be written in letters: kinds of files, and names that are written so. */
const names = /\b(?:xlsx|PDF|JPEG|PNG|WebP|HEIC|MB|KB|https?)\b/gi;
const isChinese = (sentence: string): boolean =>
  /\p{Script=Han}/u.test(sentence) && !/[A-Za-z]/.test(sentence.replace(names, ''));

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly valueType?: z.ZodType;
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly in?: z.ZodType;
  readonly getter?: () => z.ZodType;
}
const defOf = (schema: z.ZodType) => schema._zod.def as unknown as Def;

const wrong: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, Number.NaN, 1e300, 2 ** 31, 2 ** 60],
  ...['', ' ', 'x', '甲', '2027-13-45', 'x'.repeat(5000), '9'.repeat(40)],
  ...[[], [null], ['x'], Array.from({ length: 3000 }, () => 1), {}, { x: 1 }, new Date(Number.NaN)],
];

/** Every schema inside this one is given wrong input by itself: so deep places are reached without a right input around them. */
function* inside(schema: z.ZodType, seen = new Set<z.ZodType>()): Generator<z.ZodType> {
  if (seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  const def = defOf(schema);
  const inner = [
    ...Object.values(def.shape ?? {}),
    ...(def.options ?? []),
    ...[def.element, def.innerType, def.valueType, def.left, def.right, def.in, def.getter?.()],
  ];
  for (const one of inner) if (one) yield* inside(one, seen);
}

function messagesOf(issues: readonly z.core.$ZodIssue[]): string[] {
  return issues.flatMap(issue => [
    issue.message,
    ...(issue.code === 'invalid_union' ? issue.errors.flatMap(messagesOf) : []),
    ...(issue.code === 'invalid_key' || issue.code === 'invalid_element' ? messagesOf(issue.issues) : []),
  ]);
}

test('whatever is wrong with an input, the sentence at its field is Chinese', () => {
  const faults = new Set<string>();
  let asked = 0;
  for (const { method, path, params, query, body } of allRoutes as readonly Route[])
    for (const part of [params, query, body])
      for (const schema of part ? inside(part) : [])
        for (const value of wrong) {
          const parsed = schema.safeParse(value);
          asked += 1;
          for (const message of parsed.success ? [] : messagesOf(parsed.error.issues))
            if (!isChinese(message)) faults.add(`${method} ${path}: ${message}`);
        }
  assert.ok(asked > 20_000, String(asked));
  assert.deepEqual([...faults], []);
});

test('a kind of issue that zod adds later still gets a sentence', () => {
  assert.ok(isChinese(sentenceOfIssue({ code: 'of-tomorrow', input: 1 } as never) ?? ''));
});
