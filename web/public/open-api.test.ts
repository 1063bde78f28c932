import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openApi } from '#contract/open-api.ts';
import { allRoutes } from '#contract/routes/all.ts';
import { describeSchema, endpointsByTag, type OpenApi } from './open-api.ts';

test('the page shows every route of the contract once', () => {
  // As it travels: the page reads JSON.
  const document: OpenApi = JSON.parse(JSON.stringify(openApi(allRoutes, '0')));
  const shown = [...endpointsByTag(document).values()].flat().map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(shown.sort(), allRoutes.map(({ method, path }) => `${method} ${path}`).sort());
});

test('a schema reads by what it allows', () => {
  assert.equal(describeSchema({ type: 'string', minLength: 1, maxLength: 60 }), 'string · ≥ 1 字 · ≤ 60 字');
  assert.equal(describeSchema({ enum: ['approve', 'return'] }), '"approve" | "return"');
  assert.equal(describeSchema({ type: ['string', 'null'], format: 'date-time' }), 'string | null · date-time');
  assert.equal(describeSchema({ type: 'integer', minimum: 1, maximum: 100, default: 20 }), 'integer · ≥ 1 · ≤ 100 · 默认 20');
  assert.equal(describeSchema({ type: 'integer', minimum: Number.MIN_SAFE_INTEGER }), 'integer');
});
