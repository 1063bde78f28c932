import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Route } from '../parts/route.ts';
import { soughtNames } from '../parts/sought.ts';
import { allRoutes } from './all.ts';

/** Invented. */
const people = ['张三', '阿依古丽·买买提', 'Zhang San', '350203200411020011', '11010519491231002X', 'a@b.example'];
const phones = ['13800990001', '+8613800990001'];

/** Codes of organisations, which are public; a graduate has none. */
const ofOrganisations = new Set(['uscc']);
const isNumber = (schema: z.ZodType) =>
  ['integer', 'number'].includes(String(z.toJSONSchema(schema, { unrepresentable: 'any' }).type));

const open = (allRoutes as readonly Route[]).flatMap(({ method, path, params, query }) =>
  [params, query].flatMap(part =>
    part instanceof z.ZodObject
      ? Object.entries<z.ZodType>(part.shape)
          .filter(([name]) => part === params || !soughtNames.some(sought => sought === name))
          .map(([name, schema]) => ({ place: `${method} ${path}: ${name}`, name, schema }))
      : [],
  ),
);

test('no part of an address can hold a name, a number of a person, or an e-mail address', () => {
  const faults = open.flatMap(({ place, name, schema }) =>
    ofOrganisations.has(name)
      ? []
      : [...people, ...(isNumber(schema) ? [] : phones)]
          .filter(text => schema.safeParse(text).success)
          .map(text => `${place} takes ${text}`),
  );
  assert.ok(open.length > 200, String(open.length));
  assert.deepEqual(faults, []);
});

test('every query is one whose parts are known', () => {
  const unknown = (allRoutes as readonly Route[]).filter(({ params, query }) =>
    [params, query].some(part => part && !(part instanceof z.ZodObject)),
  );
  assert.deepEqual(unknown, []);
});
