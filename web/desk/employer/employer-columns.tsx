import { Link } from 'wouter';
import type { Answer } from '#contract/client.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { Deadline, Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { employerCasePath, signingList, terminationList } from './employer-lists.ts';
import { InviteAgainButton } from './InviteAgainButton.tsx';
import { RecallButton } from './RecallButton.tsx';

export type Row = Answer<'GET /api/employer/cases'>['rows'][number];

function Waited({ row }: { readonly row: Row }) {
  const waited = timeWaited(row.since, useNow());
  return row.tone === 'waiting' && waited ? <span className="mine">{waited}</span> : <Moment at={row.since} />;
}

const graduate: Column<Row> = {
  key: 'graduate',
  title: '毕业生',
  width: 120,
  render: row => (
    <Link href={employerCasePath(row)} className="strong">
      {row.graduateName}
    </Link>
  ),
};
const job: Column<Row> = {
  key: 'job',
  title: '毕业院校 / 岗位',
  render: row => (
    <>
      {row.schoolName}
      <br />
      <span className="quiet">{row.jobTitle}</span>
    </>
  ),
};
const stateUnder = (title: string): Column<Row> => ({
  key: 'state',
  title,
  width: 248,
  render: row => <StateTag tone={row.tone} label={row.label} />,
});
const act: Column<Row> = {
  key: 'act',
  title: '操作',
  stays: true,
  width: 166,
  render: row => (
    <span className="buttons">
      <Link href={employerCasePath(row)} className="button-link" aria-label={`查看${row.graduateName}`}>
        查看
      </Link>
      {row.mayInviteAgain ? <InviteAgainButton row={row} small /> : null}
      {row.mayRecall ? <RecallButton caseRef={row.ref} version={row.version} graduateName={row.graduateName} small /> : null}
    </span>
  ),
};

export const employerColumns: Readonly<Record<'online-signing' | 'online-termination', readonly Column<Row>[]>> = {
  'online-signing': [
    graduate,
    job,
    stateUnder(signingList.stateTitle),
    {
      key: 'until',
      title: '应约截止（北京时间）',
      width: 170,
      render: row => (row.respondBy ? <Deadline at={row.respondBy} over={row.tone !== 'waiting'} /> : '--'),
    },
    {
      key: 'since',
      title: '到此状态',
      width: 124,
      render: row => <Moment at={row.since} />,
    },
    act,
  ],
  'online-termination': [
    graduate,
    job,
    stateUnder(terminationList.stateTitle),
    { key: 'begun', title: '申请时间', width: 170, render: row => <Moment at={row.createdAt} exact /> },
    { key: 'since', title: '到此状态', width: 110, render: row => <Waited row={row} /> },
    act,
  ],
};
