/**
 * Relation × route × object × state, one cell each: somebody asks for something of an object in some state, and whether the answer may be
 * more than a refusal is said here anew, from the table of access and from how they stand to it.
 */
import { z } from 'zod';
import type { Route } from '#contract/parts/route.ts';
import { allRoutes } from '#contract/routes/all.ts';
import { reachOf } from '#domain/access.ts';
import { actions } from '#domain/actions/all.ts';
import type { TestCases } from '../cases/testing/cases.ts';
import { type AccessObject, type Relation, relations } from './access-world.ts';

export interface Cell {
  readonly relation: Relation;
  readonly route: Route;
  readonly url: string;
  /** Undefined: the route is about no object of these. */
  readonly object: AccessObject | undefined;
}

/** Values of the parts of an address that are no objects. */
const parts: Readonly<Record<string, readonly string[]>> = {
  action: Object.keys(actions),
  kind: ['archive', 'hukou'],
  size: ['shown', 'evidence'],
  purpose: ['evidence', 'scan', 'letter', 'help', 'change', 'correction', 'grounds'],
  item: ['0'],
  offset: ['0'],
  type: ['70.01'],
  act: ['disable', 'end-sessions'],
  change: ['disable'],
  decision: ['accept'],
  region: ['350203'],
  uscc: ['91350203QX00000014'],
  guide: ['graduate'],
  file: ['1'],
  accountId: ['1'],
};

const isAboutCases = ({ path }: Route): boolean => path.startsWith('/api/cases/{ref}');
const isAboutGraduates = ({ path }: Route): boolean =>
  path.startsWith('/api/graduates/{id}') || (path.includes('{graduate}') && !path.startsWith('/api/graduate/'));

/** A path with its parts filled in, every way. */
function* addresses(path: string, object: AccessObject | undefined): Generator<string> {
  const name = /\{(\w+)\}/.exec(path)?.[1];
  if (name === undefined) {
    yield path;
    return;
  }
  const isGraduate = name === 'graduate' || path.startsWith('/api/graduates/{id}');
  const own = name === 'ref' ? object?.ref : isGraduate && object ? String(object.graduateId) : undefined;
  for (const value of own === undefined ? (parts[name] ?? ['1']) : [own])
    yield* addresses(path.replace(`{${name}}`, value), object);
}

const routes: readonly Route[] = allRoutes;

/** Every cell there is, for these objects. */
export function* accessCells(objects: readonly AccessObject[]): Generator<Cell> {
  for (const route of routes) {
    if (route.medium === 'events') continue;
    const about: readonly (AccessObject | undefined)[] = isAboutCases(route) || isAboutGraduates(route) ? objects : [undefined];
    for (const object of about)
      for (const url of addresses(route.path, object)) for (const relation of relations) yield { relation, route, url, object };
  }
}

const kindOf = ({ relation, object }: Cell, any: AccessObject) =>
  relation === 'stranger' ? 'anyone' : ((object ?? any).people[relation]?.kind ?? 'anyone');

/** Who is in reach of an object of this school, department, graduate and employer. */
const inReach: Readonly<Record<string, readonly Relation[]>> = {
  own: ['owner'],
  employer: ['itsEmployer', 'itsEmployerStaff'],
  department: ['department'],
  school: ['school', 'schoolAdmin'],
  province: ['province'],
  platform: [],
};

export function mayBeAnswered(cell: Cell, any: AccessObject): boolean {
  const { route, object, relation } = cell;
  const reach = reachOf(route.permission, kindOf(cell, any));
  if (!reach) return false;
  if (!object || reach === 'public') return true;
  if (reach === 'employer' && !object.hasEmployer) return false;
  return inReach[reach]?.includes(relation) ?? false;
}

/** A body that the route's schema takes, as far as one can be made from it alone. */
const bodies = new Map<Route, object>();
function bodyFor(route: Route): object | undefined {
  if (!route.body) return undefined;
  const known = bodies.get(route);
  if (known) return known;
  const made = Object(sampleOf(z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' })));
  bodies.set(route, made);
  return made;
}

const shapes = z.object({
  const: z.unknown(),
  enum: z.array(z.unknown()),
  anyOf: z.array(z.unknown()),
  oneOf: z.array(z.unknown()),
  allOf: z.array(z.unknown()),
  type: z.string(),
  required: z.array(z.string()),
  properties: z.record(z.string(), z.unknown()),
  items: z.unknown(),
  minItems: z.number(),
  minimum: z.number(),
  minLength: z.number(),
});
/** The least that a JSON schema takes, patterns apart. */
function sampleOf(schema: unknown): unknown {
  const { success, data: shape } = shapes.partial().safeParse(schema);
  if (!success) return '测试';
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  const [one] = shape.anyOf ?? shape.oneOf ?? [];
  if (one) return sampleOf(one);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map(sampleOf));
  switch (shape.type) {
    case 'object':
      return Object.fromEntries((shape.required ?? []).map(key => [key, sampleOf(shape.properties?.[key])]));
    case 'array':
      return Array.from({ length: shape.minItems ?? 0 }, () => sampleOf(shape.items));
    case 'integer':
    case 'number':
      return Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return '测'.repeat(Math.max(2, shape.minLength ?? 2));
  }
}

export type Outcome = 'refused' | 'unread' | 'answered' | 'skipped';
/** Carries a cell out. What is allowed and would change something is left out: it would change the state that others ask about. */
export async function ask({ send }: TestCases, cell: Cell, any: AccessObject): Promise<Outcome> {
  const { route, url, relation } = cell;
  if (route.method !== 'GET' && mayBeAnswered(cell, any)) return 'skipped';
  const who = (cell.object ?? any).people[relation];
  const isUpload = route.medium === 'upload';
  const payload = isUpload ? Buffer.from('x') : bodyFor(route);
  const headers = isUpload ? { 'content-type': 'application/octet-stream' } : {};
  const answer = await send(who, route.method, url, payload, { headers });
  if ([401, 403, 404].includes(answer.statusCode)) return 'refused';
  return answer.statusCode === 422 && answer.json().code === 'invalid-input' ? 'unread' : 'answered';
}

export interface Tally {
  readonly outcomes: Record<Outcome, number>;
  /** What was answered and should not have been. */
  readonly faults: string[];
}
/** Carries cells out, several at a time, until they or the time are over. */
export async function askAll(
  on: TestCases,
  cells: Iterable<Cell>,
  { any, isOver = () => false }: { readonly any: AccessObject; readonly isOver?: () => boolean },
): Promise<Tally> {
  const tally: Tally = { outcomes: { refused: 0, unread: 0, answered: 0, skipped: 0 }, faults: [] };
  const next = cells[Symbol.iterator]();
  async function work(): Promise<void> {
    for (let it = next.next(); !it.done && !isOver(); it = next.next()) {
      const cell = it.value;
      const outcome = await ask(on, cell, any);
      tally.outcomes[outcome] += 1;
      if (outcome === 'answered' && !mayBeAnswered(cell, any))
        tally.faults.push(`${cell.relation}: ${cell.route.method} ${cell.url}, ${cell.object?.state ?? 'no object'}`);
    }
  }
  await Promise.all(Array.from({ length: 12 }, work));
  return tally;
}
