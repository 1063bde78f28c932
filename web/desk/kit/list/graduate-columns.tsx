import { Link } from 'wouter';
import { rememberOpened } from './last-list.ts';
import { extraColumn, type OptionalColumn } from './optional-columns.tsx';
import { Pair } from './Pair.tsx';

/** What a list of graduates knows of each. */
interface GraduateRow {
  readonly studentNumber: string;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentName: string;
  readonly major: string;
  readonly className: string;
  readonly educationLevel: string;
}
/** Whose row it is, where it leads, and the key by which 返回列表 finds it. */
interface Lead {
  readonly name: string;
  readonly path: string;
  readonly key: string | number;
}
interface Widths {
  /** Without one this column takes what is left. */
  readonly department?: number;
}

/** Who it is; the columns that a list begins with. */
export function graduateColumns<Row extends GraduateRow>(of: (row: Row) => Lead, widths: Widths = {}): OptionalColumn<Row>[] {
  return [
    {
      key: 'graduate',
      title: '毕业生 / 学号',
      width: 212,
      isFixed: true,
      render: row => {
        const { name, path, key } = of(row);
        const number = row.studentNumber || row.examNumber;
        return (
          <Pair
            title={`${name} ${number}`}
            main={
              <Link href={path} className="strong" onClick={() => rememberOpened(String(key))}>
                {name}
              </Link>
            }
            sub={<span className="code">{number}</span>}
          />
        );
      },
    },
    extraColumn('exam', '考生号', 150, row => <span className="code">{row.examNumber}</span>),
    {
      key: 'department',
      title: '院系 / 专业',
      ...(widths.department ? { width: widths.department } : {}),
      render: ({ departmentName, major }) => <Pair title={`${departmentName} ${major}`} main={departmentName} sub={major} />,
    },
    extraColumn('class', '班级', 110, row => row.className),
    extraColumn('level', '学历层次', 110, row => row.educationLevel),
    extraColumn('cohort', '届别', 80, row => `${row.cohort} 届`),
  ];
}

interface Act {
  readonly word: string;
  /** It waits for this person. */
  readonly isMain?: boolean;
}

/** The column of buttons, at the right edge. */
export const actColumn = <Row,>(of: (row: Row) => Lead, act: (row: Row) => Act): OptionalColumn<Row> => ({
  key: 'act',
  title: '操作',
  stays: true,
  width: 76,
  isFixed: true,
  render: row => {
    const { name, path, key } = of(row);
    const { word, isMain = false } = act(row);
    return (
      <Link
        href={path}
        className={isMain ? 'button-link main' : 'button-link'}
        aria-label={`${word}${name}`}
        onClick={() => rememberOpened(String(key))}
      >
        {word}
      </Link>
    );
  },
});
