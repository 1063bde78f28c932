import pg from 'pg';

/** One statement as the product sent it. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs the work and answers every statement that went to the database meanwhile, in order. For a process in which nothing else runs. */
export async function captureStatements(work: () => Promise<void>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const prototype: { query: (...args: unknown[]) => unknown } = pg.Client.prototype;
  const { query } = prototype;
  prototype.query = function (this: unknown, ...args) {
    const [asked, values] = args;
    if (typeof asked === 'string') sent.push({ text: asked, values: Array.isArray(values) ? values : [] });
    else if (typeof asked === 'object' && asked !== null && 'text' in asked)
      sent.push({
        text: String(asked.text),
        values: 'values' in asked && Array.isArray(asked.values) ? asked.values : [],
      });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return sent;
}

// pgbench reads :name anywhere in a statement, within quotes too.
const quoted = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a').replaceAll('\n', '\\n')}'`;

/** A value as SQL, in which each of the marks, numbers chosen to occur nowhere else, has become a variable. */
function asSql(value: unknown, marks: Readonly<Record<string, number>>): string {
  if (value === null || value === undefined) return 'null';
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`;
  if (value instanceof Date) return quoted(value.toISOString());
  if (Array.isArray(value)) return quoted(`{${value.map(item => `"${item}"`).join(',')}}`);
  const text = String(value);
  const names = Object.keys(marks);
  const exact = names.find(name => text === String(marks[name]));
  if (exact) return `:${exact}`;
  const parts = text.split(new RegExp(`(${Object.values(marks).join('|')})`));
  if (parts.length === 1) return quoted(text);
  const pieces = parts.map(part => {
    const name = names.find(name => part === String(marks[name]));
    return name ? `:${name}::text` : quoted(part);
  });
  // A parameter takes the type of its place; a joined text does not.
  return `(${pieces.join(' || ')})${text.startsWith('{') ? '::json' : ''}`;
}

/** The same statements as a script for pgbench. */
export const toPgbench = (sent: readonly Sent[], marks: Readonly<Record<string, number>>): string =>
  sent
    .map(({ text, values }) => text.replace(/\$(\d+)/g, (_, place: string) => asSql(values[Number(place) - 1], marks)))
    .map(text => `${text.replace(/\s+/g, ' ')};\n`)
    .join('');
