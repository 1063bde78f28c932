import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Route } from '../parts/route.ts';
import { integerAtMost } from '../parts/shapes.ts';
import { allRoutes } from './all.ts';

/** Ids are bigint in the database, and safe integers fit; all other columns are at most integer. */
const isId = (path: string) =>
  /(?:^|\.)(?:id|ids|\w+Ids?|graduate|graduates|department|departments|request|school)(?:\.\[\])?$/.test(path);

interface Shape {
  readonly type?: unknown;
  readonly maximum?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
}

/** Numbers that a sender could send and no column could keep or be compared with, by their place. */
function tooWide(shape: Shape, path: string): string[] {
  // A proof of work is counted and forgotten: it comes to no column.
  if (path === 'proof') return [];
  const own =
    shape.type === 'number' || (shape.type === 'integer' && !isId(path) && (shape.maximum ?? Infinity) > integerAtMost)
      ? [path]
      : [];
  const { additionalProperties: more } = shape;
  return [
    ...own,
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => tooWide(inner, path ? `${path}.${name}` : name)),
    ...(shape.items ? tooWide(shape.items, `${path}.[]`) : []),
    ...(shape.anyOf ?? []).flatMap(inner => tooWide(inner, path)),
    ...(typeof more === 'object' ? tooWide(more, `${path}.*`) : []),
  ];
}

test('no route takes a number that the database could not', () => {
  const faults = (allRoutes as readonly Route[]).flatMap(({ method, path, params, query, body }) =>
    [params, query, body].flatMap(part =>
      part
        ? tooWide(z.toJSONSchema(part, { io: 'output', unrepresentable: 'any' }) as Shape, '').map(
            place => `${method} ${path}: ${place}`,
          )
        : [],
    ),
  );
  assert.deepEqual(faults, []);
});
