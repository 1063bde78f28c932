import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import type { Route } from '#contract/parts/route.ts';
import { type AttackWorld, startAttack } from './testing/attack.ts';
import { hostileRequest, oddNumbers, randomFrom, routesToAttack, shapeOf } from './testing/hostile-requests.ts';

let on: AttackWorld;
before(async () => {
  on = await startAttack();
});
after(() => on.stop());

const isNumeric = (shape: { readonly type?: unknown } | undefined) => shape?.type === 'integer' || shape?.type === 'number';

/** Each numeric parameter of each route with each odd number, the others as they should be. */
function* oddlyNumbered(): Generator<InjectOptions & { readonly route: Route }> {
  const [query, params] = [shapeOf, shapeOf];
  for (const route of routesToAttack) {
    const inQuery = Object.entries(query(route.query)?.properties ?? {}).filter(([, shape]) => isNumeric(shape));
    const inPath = Object.entries(params(route.params)?.properties ?? {}).filter(([, shape]) => isNumeric(shape));
    for (const number of oddNumbers) {
      const path = (odd?: string) =>
        route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
          const { enum: words, pattern } = params(route.params)?.properties?.[name] ?? {};
          if (name === odd) return number;
          return String(words?.[0] ?? (pattern ? '1-1' : '1'));
        });
      for (const [name] of inQuery) yield { route, method: route.method, url: `${path()}?${name}=${encodeURIComponent(number)}` };
      for (const [name] of inPath) yield { route, method: route.method, url: path(name) };
    }
  }
}

test('no number in an address breaks the server (ASVS 5.0, 16.5)', async () => {
  let asked = 0;
  for (const { route, ...request } of oddlyNumbered()) {
    asked += 1;
    await on.attack(route, request);
  }
  assert.ok(asked > 500, String(asked));
  assert.deepEqual(on.faults, []);
});

test('nor does anything made from the schemas and spoilt; a million by `npm run bench -- hostile`', async () => {
  const random = randomFrom(20_270_311);
  // Each new route makes other requests of the same seed: it goes on until answers of nine kinds are seen.
  for (let nth = 0; nth < 600 || (on.statuses.size <= 8 && nth < 3000); nth++) {
    const { route, ...request } = hostileRequest(random);
    await on.attack(route, request);
  }
  assert.deepEqual(on.faults, []);
  assert.ok(on.statuses.size > 8, [...on.statuses].join());
});
