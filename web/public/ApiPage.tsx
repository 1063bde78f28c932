import { useEffect, useState } from 'react';
import { type Endpoint, endpointsByTag, type OpenApi } from './open-api.ts';
import { Schema, SchemasContext } from './Schema.tsx';

type Loaded = { readonly document: OpenApi } | { readonly failed: true } | undefined;

async function load(): Promise<Loaded> {
  const response = await fetch('/openapi.json');
  if (!response.ok) return { failed: true };
  const document: OpenApi = await response.json();
  return { document };
}

export function ApiPage() {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    load().then(setLoaded, () => setLoaded({ failed: true }));
  }, []);
  return (
    <>
      <header className="masthead">
        <div className="wide">
          <p className="name">
            <a href="/">首页</a>
            <a href="/openapi.json">openapi.json</a>
          </p>
        </div>
      </header>
      <main className="wide api">
        <h1>接口文档</h1>
        {!loaded && <p role="status">正在加载</p>}
        {loaded && 'failed' in loaded && (
          <div className="notice tone-refused" role="alert">
            <p className="notice-title">接口说明没有加载成功。</p>
            <button type="button" className="button" onClick={() => location.reload()}>
              重试
            </button>
          </div>
        )}
        {loaded && 'document' in loaded && <Contents document={loaded.document} />}
      </main>
    </>
  );
}

function Contents({ document }: { readonly document: OpenApi }) {
  const groups = [...endpointsByTag(document)];
  return (
    <SchemasContext.Provider value={document.components?.schemas ?? {}}>
      <p className="soft">
        {document.info.title} {document.info.version}
      </p>
      {document.info.description && <p>{document.info.description}</p>}
      <nav aria-label="分组">
        <ul className="api-tags">
          {groups.map(([tag, endpoints]) => (
            <li key={tag}>
              <a href={`#${encodeURIComponent(tag)}`}>{tag}</a> <span className="soft">{endpoints.length}</span>
            </li>
          ))}
        </ul>
      </nav>
      {groups.map(([tag, endpoints]) => (
        <section key={tag} id={encodeURIComponent(tag)} aria-label={tag}>
          <h2>{tag}</h2>
          {endpoints.map(endpoint => (
            <OneEndpoint key={`${endpoint.method} ${endpoint.path}`} endpoint={endpoint} />
          ))}
        </section>
      ))}
    </SchemasContext.Provider>
  );
}

function OneEndpoint({ endpoint }: { readonly endpoint: Endpoint }) {
  const { method, path, summary, description, parameters = [], requestBody, responses = {} } = endpoint;
  const permission = endpoint['x-permission'];
  return (
    <details className="card endpoint">
      <summary>
        <span className={`method method-${method.toLowerCase()}`}>{method}</span>
        <code className="path">{path}</code>
        <span className="soft">{summary}</span>
      </summary>
      {description && <p>{description}</p>}
      {permission && (
        <p>
          权限 <code>{permission}</code> <span className="soft">{endpoint['x-accounts']?.join('、')}</span>
        </p>
      )}
      {parameters.length > 0 && (
        <>
          <h3>参数</h3>
          <ul className="schema">
            {parameters.map(parameter => (
              <li key={`${parameter.in} ${parameter.name}`}>
                <code>{parameter.name}</code> <span className="soft">{parameter.in}</span>
                {parameter.required ? <span className="must">必填</span> : ' '}
                {parameter.schema && <Schema schema={parameter.schema} />}
                {parameter.description && <span className="soft"> {parameter.description}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {Object.entries(requestBody?.content ?? {}).map(([kind, { schema }]) => (
        <Body key={kind} title="请求" kind={kind} schema={schema} />
      ))}
      {Object.entries(responses).map(([status, response]) => (
        <div key={status}>
          <h3>
            应答 {status} <span className="soft">{response.description}</span>
          </h3>
          {Object.entries(response.content ?? {}).map(([kind, { schema }]) => (
            <Body key={kind} kind={kind} schema={schema} />
          ))}
        </div>
      ))}
    </details>
  );
}

type BodyProps = {
  readonly title?: string;
  readonly kind: string;
  readonly schema: Parameters<typeof Schema>[0]['schema'] | undefined;
};
const Body = ({ title, kind, schema }: BodyProps) => (
  <>
    {title && <h3>{title}</h3>}
    <p className="soft">{kind}</p>
    {schema && <Schema schema={schema} />}
  </>
);
