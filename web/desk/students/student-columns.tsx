import { Link } from 'wouter';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';

export type Student = Answer<'GET /api/graduates'>['rows'][number];
export const studentPath = ({ id }: { readonly id: number }): string => `/students/${id}`;

export const studentColumns: readonly OptionalColumn<Student>[] = [
  {
    key: 'name',
    title: '毕业生 / 学号',
    width: 130,
    isFixed: true,
    render: row => (
      <>
        <Link href={studentPath(row)} className="strong">
          {row.name}
        </Link>
        <br />
        <span className="code quiet">{row.studentNumber || '--'}</span>
      </>
    ),
  },
  { key: 'examNumber', title: '考生号', width: 152, render: row => <span className="code">{row.examNumber}</span> },
  {
    key: 'department',
    title: '院系 / 专业',
    render: row => (
      <>
        {row.departmentName}
        <br />
        <span className="quiet">{row.major}</span>
      </>
    ),
  },
  { key: 'class', title: '班级', width: 124, render: row => row.className || '--' },
  { key: 'level', title: '学历层次', width: 126, render: row => row.educationLevel },
  { key: 'mode', title: '培养方式', width: 112, render: row => row.trainingMode },
  { key: 'signedIn', title: '登录', width: 76, render: row => (row.signedIn ? '已登录' : '未登录') },
  {
    key: 'destination',
    title: '毕业去向',
    width: 188,
    render: row =>
      row.destination ? (
        <StateTag tone={row.destination.tone} label={row.destination.label} />
      ) : (
        <span className="quiet">无</span>
      ),
  },
];
