import type { ReactNode } from 'react';
import { useLocation } from 'wouter';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Shown in the head of the column instead of the title. */
  readonly head?: ReactNode;
  readonly render: (row: Row) => ReactNode;
  /** CSS width; without one the column takes what is left. */
  readonly width?: number | string;
  readonly numeric?: boolean;
  /** What the list may be sorted by here, in the words of the title. */
  readonly sorts?: readonly { readonly by: string; readonly word: string }[];
  readonly sorted?: 'ascending' | 'descending';
  /** Stays at the right edge while the rest scrolls sideways beneath it, so that a row's buttons are always in reach. */
  readonly stays?: boolean;
}

const classNames = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined;
const classOf = ({ numeric, stays }: Pick<Column<never>, 'numeric' | 'stays'>): string | undefined =>
  classNames(numeric && 'numeric', stays && 'stays');

interface Props<Row> {
  /** For screen readers; others read the page's heading. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Where a click on the row leads. The first cell holds a link to the same place for the keyboard. */
  readonly pathOf?: (row: Row) => string;
  /** In pixels. In a narrower window the table scrolls sideways instead of breaking every word. */
  readonly minWidth?: number;
  /** A row is one line: what has no room is cut, and read in full when pointed at or opened. */
  readonly isDense?: boolean;
  /** The rows are old ones, shown while the next ones load. */
  readonly busy?: boolean;
  readonly empty: ReactNode;
}

const isControl = (target: EventTarget) => target instanceof Element && target.closest('a, button, input, label') !== null;

/** A dense list. A plain table: headers, rows and a link that every reader and keyboard knows. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, keyOf, pathOf, minWidth, isDense = false, busy = false, empty } = props;
  const [, navigate] = useLocation();
  const className = classNames('table', busy && 'busy', isDense && 'dense');
  if (rows.length === 0) return <div className="empty">{empty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={className} aria-busy={busy} aria-label={caption} tabIndex={0}>
      <table style={minWidth ? { minWidth } : {}}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th
                key={column.key}
                scope="col"
                style={column.width ? { width: column.width } : {}}
                className={classOf(column)}
                {...(column.sorted ? { 'aria-sort': column.sorted } : {})}
              >
                {column.head ?? column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            // The keyboard uses the link in the first cell.
            <tr
              key={keyOf(row)}
              data-row={keyOf(row)}
              className={pathOf ? 'opens' : undefined}
              onClick={event => {
                const text = window.getSelection()?.toString();
                if (pathOf && !text && !isControl(event.target)) navigate(pathOf(row));
              }}
            >
              {columns.map(column => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const content = column.render(row);
  return (
    <td className={classOf(column)} data-title={column.title} {...(typeof content === 'string' ? { title: content } : {})}>
      {content}
    </td>
  );
}
