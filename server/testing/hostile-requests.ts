/** Requests that nobody should send, made from the contract itself: almost right, wrong in one place, or no request at all. A seed gives the same ones again. */
import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import type { Route } from '#contract/parts/route.ts';
import { partSought, soughtHeader } from '#contract/parts/sought.ts';
import { allRoutes } from '#contract/routes/all.ts';

type Json = Readonly<Record<string, unknown>>;
export interface Shape {
  readonly type?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}
export const shapeOf = (schema: z.ZodType | undefined): Shape | undefined =>
  schema && (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape);

/** Mulberry32: small, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { a: value };
  return value;
};
export const oddNumbers: readonly string[] = [
  ...['2147483647', '2147483648', '9007199254740991', '9'.repeat(40), '1e999', 'NaN', '-1', '1.5'],
];
const hostile: readonly unknown[] = [
  ...[null, true, [], {}, '', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e', '﷽'.repeat(50), 'x'.repeat(70_000)],
  ...["' or 1=1 --", '<script>alert(1)</script>', '../../etc/passwd', '%', '\\', '=1+1', '{{x}}', '\r\nSet-Cookie: a=b'],
  ...[0, -1, 1.5, 1e308, 2 ** 31, 2 ** 53, '2147483648', '1e3', 'NaN', '2027-02-30', '9999-12-31', '0000-00-00'],
  ...[
    { __proto__: null, constructor: { prototype: { admin: true } } },
    nested(20),
    nested(2000),
    Array.from({ length: 2000 }, () => 1),
  ],
];
const known: readonly string[] = [
  ...['1-1', '1-2', '1', '350203', '350000', 'mine', 'all', '080901', '2027', '2027-03-10', '13800990001', 'account:1', 'state'],
  ...['91350203QX00000013', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'a@b.example', 'https://a.example', '350203200411020011'],
  ...['name', 'x', '张三', 'Qx-yunwei-2027', '000000'],
];
export type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)];

function textFor({ pattern, format }: Shape, random: Random): string {
  if (format === 'date') return '2027-03-10';
  if (!pattern) return pick(known, random) ?? 'x';
  return known.find(text => new RegExp(pattern).test(text)) ?? 'x';
}

/** Something that the schema would mostly take. */
function sampleOf(shape: Shape | undefined, random: Random): unknown {
  if (!shape) return undefined;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return pick(shape.enum, random);
  if (shape.anyOf) return sampleOf(pick(shape.anyOf, random), random);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map(part => sampleOf(part, random)));
  if (shape.properties)
    return Object.fromEntries(Object.entries(shape.properties).map(([name, inner]) => [name, sampleOf(inner, random)]));
  if (shape.type === 'array') return [sampleOf(shape.items, random)];
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(shape.minimum ?? 1, 1 + Math.floor(random() * 3));
  if (shape.type === 'boolean') return random() < 0.5;
  return shape.type === 'null' ? null : textFor(shape, random);
}

/** One place of it becomes hostile, is missing, or is one more. */
function spoilt(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.15) return pick(hostile, random);
  const names = Object.keys(value);
  const at = pick(names, random);
  if (at === undefined) return { more: pick(hostile, random) };
  const inner = Object.entries(value);
  if (random() < 0.1) return Object.fromEntries(inner.filter(([name]) => name !== at));
  const changed = inner.map(([name, one]) => [name, name === at ? spoilt(one, random) : one]);
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
function addressOf({ path }: Route, params: Json, query: Json): Pick<InjectOptions, 'url'> & { sought: string } {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(params[name]).toWellFormed().slice(0, 300)),
  );
  const { open, sought } = partSought(
    Object.entries(query).map(([name, value]) => [name, textOf(value).slice(0, 2000)] as const),
  );
  return { url: open.size > 0 ? `${filled}?${open}` : filled, sought: sought.toString() };
}
const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? { ...value } : {});

const shapes = new Map<Route, { params?: Shape | undefined; query?: Shape | undefined; body?: Shape | undefined }>();
function shapesOf(route: Route) {
  const found = shapes.get(route) ?? { params: shapeOf(route.params), query: shapeOf(route.query), body: shapeOf(route.body) };
  shapes.set(route, found);
  return found;
}
/** All but streams, which have no end. */
export const routesToAttack = (allRoutes as readonly Route[]).filter(({ medium }) => medium !== 'events');

const odd: readonly ((request: InjectOptions) => InjectOptions)[] = [
  it => ({ ...it, payload: '{', headers: { ...it.headers, 'content-type': 'application/json' } }),
  it => ({
    ...it,
    payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    headers: { ...it.headers, 'content-type': 'application/json' },
  }),
  it => ({ ...it, payload: 'x', headers: { ...it.headers, 'content-type': 'application/octet-stream' } }),
  it => ({ ...it, payload: 'x', headers: { ...it.headers, 'content-type': 'multipart/form-data; boundary=' } }),
  it => ({
    ...it,
    headers: { ...it.headers, 'idempotency-key': 'x'.repeat(500), 'file-name': '%E0%A4%A', [soughtHeader]: '%&q=%00&cursor=%' },
  }),
  it => ({ ...it, headers: { ...it.headers, cookie: `session=${'A'.repeat(43)}; session=`, origin: 'null' } }),
  it => ({ ...it, url: `${String(it.url)}%00` }),
  it => ({ ...it, url: `${String(it.url)}/../../%2e%2e/%c0%af` }),
];

/** The request of a place in the sequence of a seed. */
export function hostileRequest(
  random: Random,
  routes: readonly Route[] = routesToAttack,
): InjectOptions & { readonly route: Route } {
  const route = pick(routes, random) ?? routesToAttack[0];
  if (!route) throw new Error('there are no routes');
  const { params, query, body } = shapesOf(route);
  const part = (shape: Shape | undefined, often: number) => {
    const right = sampleOf(shape, random);
    return shape && random() < often ? spoilt(right, random) : right;
  };
  const { url, sought } = addressOf(route, objectOf(part(params, 0.3)), objectOf(part(query, 0.7)));
  const isUpload = route.medium === 'upload';
  const request: InjectOptions = {
    method: route.method,
    ...(url === undefined ? {} : { url }),
    headers: {
      ...(sought && { [soughtHeader]: sought }),
      ...(isUpload ? { 'content-type': 'application/octet-stream', 'file-name': 'a.xlsx' } : {}),
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(isUpload ? { payload: Buffer.from(random() < 0.5 ? '%PDF-1.7\n1 0 obj' : 'PK\u0003\u0004') } : {}),
    ...(body ? { payload: JSON.stringify(part(body, 0.85) ?? null) } : {}),
  };
  return { ...(random() < 0.1 ? (pick(odd, random)?.(request) ?? request) : request), route };
}
