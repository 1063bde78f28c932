import { z } from 'zod';
import { accessTable, accountKinds, reachOf } from '#domain/access.ts';
import type { Route } from './parts/route.ts';
import { soughtNames } from './parts/sought.ts';
import { problem } from './problem.ts';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'openapi-3.0', io, unrepresentable: 'any' });
  return json;
};

/** The fields of an object schema as parameters. */
function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries<z.ZodType>(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !field.safeParse(undefined).success,
    schema: schemaOf(field, 'input'),
  }));
}

/** What is sought is in no address: one header holds it. */
function queryOf(query: z.ZodType | undefined): Json[] {
  const all = parametersOf(query, 'query');
  const isSought = ({ name }: Json) => soughtNames.some(one => one === name);
  const sought = all.filter(isSought).map(({ name }) => String(name));
  const header = {
    name: 'Sought',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: `查找的内容，按 application/x-www-form-urlencoded 编码，不写在网址中：${sought.join('、')}`,
  };
  return [...all.filter(one => !isSought(one)), ...(sought.length > 0 ? [header] : [])];
}

const file = { schema: { type: 'string', format: 'binary' } };
const problems = {
  description: '拒绝：code 为固定代码，title 为原因',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function answerOf({ medium, answer }: Route): Json {
  if (medium === 'redirect') return { 303: { description: '前往其他页面' } };
  if (medium === 'download') return { 200: { description: '文件', content: { 'application/octet-stream': file } } };
  if (medium === 'events')
    return { 200: { description: '事件流', content: { 'text/event-stream': { schema: { type: 'string' } } } } };
  return { 200: { description: '成功', content: { 'application/json': { schema: answer ? schemaOf(answer, 'output') : {} } } } };
}

function operationOf(route: Route): Json {
  const { permission, summary, medium, params, query, body } = route;
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string' },
    description: '同一命令重复发送只生效一次',
  };
  const kinds = accountKinds.filter(kind => reachOf(permission, kind));
  return {
    summary,
    tags: [permission.split('.')[0]],
    'x-permission': permission,
    'x-accounts': kinds,
    ...(route.needsProof ? { 'x-needs-proof': true } : {}),
    parameters: [...parametersOf(params, 'path'), ...queryOf(query), ...(route.method === 'GET' ? [] : [key])],
    ...(medium === 'upload' ? { requestBody: { required: true, content: { 'application/octet-stream': file } } } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } } : {}),
    ...(kinds.includes('anyone') ? { security: [] } : {}),
    responses: { ...answerOf(route), default: problems },
  };
}

/** The whole contract as OpenAPI 3.1. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '去向 Quxiang',
      version,
      description: '高校毕业生去向登记与网签平台接口。每个接口所需的权限见 x-permission。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: [...new Set(Object.keys(accessTable).map(permission => permission.split('.')[0]))].map(name => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
    security: [{ session: [] }],
  };
}
