import { Link } from 'wouter';
import { rememberOpened } from '#web/desk/kit/list/last-list.ts';
import { extraColumn, type OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';

/** What every list of the two modules knows of a graduate. */
export interface GraduateRow {
  readonly name: string;
  readonly studentNumber: string;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentName: string;
  readonly major: string;
  readonly className: string;
  readonly educationLevel: string;
}

/** @param of where a row leads, and what it is called for 返回列表 */
export function graduateColumns<Row extends GraduateRow>(of: (row: Row) => { path: string; id: number }): OptionalColumn<Row>[] {
  return [
    {
      key: 'graduate',
      title: '毕业生 / 学号',
      width: 150,
      isFixed: true,
      render: row => (
        <>
          <Link
            href={of(row).path}
            className="strong two-lines"
            title={row.name}
            onClick={() => rememberOpened(String(of(row).id))}
          >
            {row.name}
          </Link>
          <span className="code quiet">{row.studentNumber || row.examNumber}</span>
        </>
      ),
    },
    extraColumn('exam', '考生号', 150, row => <span className="code">{row.examNumber}</span>),
    {
      key: 'department',
      title: '院系 / 专业',
      render: row => (
        <>
          <span className="two-lines" title={row.departmentName}>
            {row.departmentName}
          </span>
          <span className="quiet two-lines" title={row.major}>
            {row.major}
          </span>
        </>
      ),
    },
    extraColumn('class', '班级', 110, row => row.className),
    extraColumn('level', '学历层次', 110, row => row.educationLevel),
    extraColumn('cohort', '届别', 80, row => `${row.cohort} 届`),
  ];
}

interface Act {
  readonly word: string;
  readonly isMain?: boolean;
}
/** The column of buttons, at the right edge. */
export const actColumn = <Row extends GraduateRow>(
  of: (row: Row) => { path: string; id: number },
  act: (row: Row) => Act,
): OptionalColumn<Row> => ({
  key: 'act',
  title: '操作',
  stays: true,
  width: 84,
  isFixed: true,
  render: row => (
    <Link
      href={of(row).path}
      className={act(row).isMain ? 'button-link main' : 'button-link'}
      aria-label={`${act(row).word}${row.name}`}
      onClick={() => rememberOpened(String(of(row).id))}
    >
      {act(row).word}
    </Link>
  ),
});
