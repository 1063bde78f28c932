import { Link } from 'wouter';
import type { Tone } from '#domain/flow/table.ts';
import { Moment } from '../page/Moment.tsx';
import { StateTag } from '../page/StateTag.tsx';
import type { Column } from './DataTable.tsx';

interface RequestRow {
  readonly graduateName: string;
  readonly departmentName: string;
  readonly tone: Tone;
  readonly label: string;
  readonly filedAt: string;
}

/** The columns that lists of requests about a graduate have in common. `at` is the title of the time. */
export const requestColumns = <Row extends RequestRow>(pathOf: (row: Row) => string, at: string) =>
  ({
    name: {
      key: 'name',
      title: '毕业生',
      width: 150,
      render: row => (
        <Link href={pathOf(row)} className="strong">
          {row.graduateName}
        </Link>
      ),
    },
    state: { key: 'state', title: '状态', width: 140, render: row => <StateTag tone={row.tone} label={row.label} /> },
    department: { key: 'department', title: '院系', width: 150, render: row => row.departmentName },
    at: { key: 'at', title: at, width: 130, render: row => <Moment at={row.filedAt} /> },
  }) as const satisfies Readonly<Record<string, Column<Row>>>;
