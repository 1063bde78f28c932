/** As much of OpenAPI 3.1 and JSON Schema as the page shows. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}
type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;
export interface Operation {
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-permission'?: string;
  readonly 'x-accounts'?: readonly string[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema?: JsonSchema;
  }[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
}
export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> };
}
export interface Endpoint extends Operation {
  readonly method: string;
  readonly path: string;
}

const methods: readonly string[] = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation, by its first tag. */
export function endpointsByTag({ paths }: OpenApi): ReadonlyMap<string, Endpoint[]> {
  const groups = new Map<string, Endpoint[]>();
  for (const [path, operations] of Object.entries(paths))
    for (const [method, operation] of Object.entries(operations)) {
      if (!methods.includes(method)) continue;
      const tag = operation.tags?.[0] ?? '其他';
      groups.set(tag, [...(groups.get(tag) ?? []), { ...operation, method: method.toUpperCase(), path }]);
    }
  return groups;
}

/** The words that say what a value may be: `字符串 · 最多 60 字 · 必填`. */
export function describeSchema(schema: JsonSchema): string {
  const { type, format, pattern, minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  const kind = typeof type === 'string' ? type : type?.join(' | ');
  return [
    values ? values.map(value => JSON.stringify(value)).join(' | ') : kind,
    format,
    minLength && `≥ ${minLength} 字`,
    maxLength !== undefined && `≤ ${maxLength} 字`,
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `≥ ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `≤ ${maximum}`,
    minItems && `≥ ${minItems} 项`,
    maxItems !== undefined && `≤ ${maxItems} 项`,
    !format && pattern && `/${pattern}/`,
    schema.nullable && '可为 null',
    schema.default !== undefined && `默认 ${JSON.stringify(schema.default)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
