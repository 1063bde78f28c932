import { Link } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import { extraColumn, type OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { Pair } from '#web/desk/kit/list/Pair.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';

export type Student = Answer<'GET /api/graduates'>['rows'][number];
export const studentPath = ({ id }: { readonly id: number }): string => `/students/${id}`;

export const studentColumns: readonly OptionalColumn<Student>[] = [
  {
    key: 'name',
    title: '毕业生 / 学号',
    width: 212,
    isFixed: true,
    sorts: [
      { by: 'name', word: '毕业生' },
      { by: 'studentNumber', word: '学号' },
    ],
    render: row => (
      <Pair
        title={`${row.name} ${row.studentNumber}`}
        main={
          <Link href={studentPath(row)} className="strong">
            {row.name}
          </Link>
        }
        sub={<span className="code">{row.studentNumber || '--'}</span>}
      />
    ),
  },
  {
    ...extraColumn<Student>('examNumber', '考生号', 152, row => <span className="code">{row.examNumber}</span>),
    sorts: [{ by: 'examNumber', word: '考生号' }],
  },
  {
    key: 'department',
    title: '院系 / 专业',
    sorts: [
      { by: 'department', word: '院系' },
      { by: 'major', word: '专业' },
    ],
    render: ({ departmentName, major }) => <Pair title={`${departmentName} ${major}`} main={departmentName} sub={major} />,
  },
  {
    key: 'class',
    title: '班级',
    width: 118,
    sorts: [{ by: 'className', word: '班级' }],
    render: row => row.className || '--',
  },
  {
    key: 'level',
    title: '学历层次',
    width: 104,
    sorts: [{ by: 'level', word: '学历层次' }],
    render: row => row.educationLevel,
  },
  {
    key: 'mode',
    title: '培养方式',
    width: 92,
    sorts: [{ by: 'mode', word: '培养方式' }],
    render: row => row.trainingMode,
  },
  { key: 'signedIn', title: '登录', width: 66, render: row => (row.signedIn ? '已登录' : '未登录') },
  {
    key: 'destination',
    title: '毕业去向',
    width: 258,
    render: row =>
      row.destination ? (
        <StateTag tone={row.destination.tone} label={row.destination.label} />
      ) : (
        <span className="quiet">无</span>
      ),
  },
];
