import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import type { FlowName } from '#domain/flows/all.ts';
import type { Column } from '../pieces/DataTable.tsx';
import { Moment } from '../pieces/Moment.tsx';
import { StateTag } from '../pieces/StateTag.tsx';
import { type CaseList, casePath } from './case-lists.ts';

type Row = Answer<'GET /api/desk/cases'>['rows'][number];

/** Terminations are read by how long ago they were asked for. */
const begunTitles: Readonly<Partial<Record<FlowName, string>>> = {
  'online-termination': '申请时间',
  'offline-termination': '申请时间',
};

const destination: Column<Row> = { key: 'destination', title: '去向类型', width: 160, render: row => row.destination || '--' };

/** The columns that fit a list's flow. */
export function columnsOf(list: CaseList, flow: FlowName): readonly Column<Row>[] {
  const begun = begunTitles[flow];
  return [
    {
      key: 'graduate',
      title: '毕业生 / 学号',
      width: 150,
      render: row => (
        <>
          <Link href={casePath(row)} className="strong">
            {row.graduateName}
          </Link>
          <br />
          <span className="code quiet">{row.studentNumber || row.examNumber}</span>
        </>
      ),
    },
    {
      key: 'department',
      title: '院系 / 专业',
      width: 190,
      render: row => (
        <>
          {row.departmentName}
          <br />
          <span className="quiet">{row.major}</span>
        </>
      ),
    },
    ...(flow === 'other-destination' ? [destination] : []),
    {
      key: 'subject',
      title: list.subjectTitle,
      render: row => (
        <>
          <span className="two-lines" title={row.employerName}>
            {row.employerName || '--'}
          </span>
          <span className="quiet">{row.jobTitle}</span>
        </>
      ),
    },
    { key: 'state', title: list.stateTitle, width: 272, render: row => <StateTag tone={row.tone} label={row.label} /> },
    ...(begun ? [{ key: 'begun', title: begun, width: 100, render: (row: Row) => <Moment at={row.createdAt} /> }] : []),
    { key: 'since', title: '到此状态', width: 100, render: row => <Moment at={row.since} /> },
    {
      key: 'act',
      title: '操作',
      width: 84,
      render: row => (
        <Link
          href={casePath(row)}
          className={row.mine ? 'button-link main' : 'button-link'}
          aria-label={`${row.mine ? '审核' : '查看'}${row.graduateName}`}
        >
          {row.mine ? '审核' : '查看'}
        </Link>
      ),
    },
  ];
}
