import { createContext, useContext } from 'react';
import { describeSchema, type JsonSchema, type OpenApi } from './open-api.ts';

export const SchemasContext = createContext<NonNullable<NonNullable<OpenApi['components']>['schemas']>>({});
/** A schema may name itself. */
const deepest = 8;

interface Props {
  readonly schema: JsonSchema;
  readonly depth?: number;
}

/** A schema as nested lists. */
export function Schema({ schema, depth = 0 }: Props) {
  const named = useContext(SchemasContext);
  const { properties = {}, required = [], items, prefixItems = [], anyOf, oneOf, allOf, additionalProperties, $ref } = schema;
  if (depth > deepest) return <span className="soft">…</span>;
  if ($ref) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    const target = named[name];
    return target ? <Schema schema={target} depth={depth + 1} /> : <code>{name}</code>;
  }
  const choices = anyOf ?? oneOf ?? allOf;
  return (
    <>
      <span className="schema-kind">{describeSchema(schema)}</span>
      {schema.description && <span className="soft"> {schema.description}</span>}
      {choices && (
        <>
          <span className="schema-kind">{allOf ? '同时满足' : '以下之一'}</span>
          <ul className="schema">
            {choices.map(choice => (
              <li key={JSON.stringify(choice)}>
                <Schema schema={choice} depth={depth + 1} />
              </li>
            ))}
          </ul>
        </>
      )}
      {Object.keys(properties).length > 0 && (
        <ul className="schema">
          {Object.entries(properties).map(([name, inner]) => (
            <li key={name}>
              <code>{name}</code>
              {required.includes(name) ? <span className="must">必填</span> : ' '}
              <Schema schema={inner} depth={depth + 1} />
            </li>
          ))}
        </ul>
      )}
      {typeof items === 'object' && <Nested word="每一项" schema={items} depth={depth} />}
      {prefixItems.map((inner, index) => (
        <Nested key={JSON.stringify([index, inner])} word={`第 ${index + 1} 项`} schema={inner} depth={depth} />
      ))}
      {typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0 && (
        <Nested word="其他各项" schema={additionalProperties} depth={depth} />
      )}
    </>
  );
}

const Nested = ({ word, schema, depth }: Required<Props> & { readonly word: string }) => (
  <ul className="schema">
    <li>
      <span className="soft">{word} </span>
      <Schema schema={schema} depth={depth + 1} />
    </li>
  </ul>
);
