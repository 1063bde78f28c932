import { WarningFilled } from '@ant-design/icons';
import type { Answer } from '#contract/client.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import { actColumn, graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import { extraColumn, type OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { Pair } from '#web/desk/kit/list/Pair.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { type CaseList, casePath } from './lists/case-lists.ts';

type Row = Answer<'GET /api/desk/cases'>['rows'][number];
export type CaseColumn = OptionalColumn<Row>;

/** Reviewers read terminations by the time of the request, so that column is shown at first. */
const begunFlows: readonly (FlowName | undefined)[] = ['online-termination', 'offline-termination'];
const extra = extraColumn<Row>;
const of = (row: Row) => ({ name: row.graduateName, key: row.ref, path: casePath(row) });

/** Since when, and how long it has been waiting if it still does. */
function Marked({ row: { markedAt, tone } }: { readonly row: Row }) {
  const now = useNow();
  if (!markedAt) return '--';
  return (
    <>
      <Moment at={markedAt} />
      {tone === 'waiting' || tone === 'review' ? <span className="remains">{timeWaited(markedAt, now)}</span> : null}
    </>
  );
}

/** Every column of a list's flow, in its order. */
export function columnsOf(list: CaseList, flow: FlowName | undefined): readonly CaseColumn[] {
  const { mark } = list;
  const submitted: CaseColumn = {
    key: 'submitted',
    title: begunFlows.includes(flow) ? '申请时间' : '提交时间',
    width: 120,
    render: row => <Moment at={row.submittedAt} />,
    ...(begunFlows.includes(flow) ? {} : { isExtra: true }),
  };
  return [
    ...graduateColumns(of, { department: 180 }),
    ...(flow === 'other-destination' || mark?.name === 'voided'
      ? [{ key: 'destination', title: '去向类型', width: 160, render: (row: Row) => row.destination || '--' }]
      : []),
    {
      key: 'subject',
      title: list.subjectTitle,
      isFixed: true,
      render: row => (
        <Pair
          title={`${row.employerName} ${row.jobTitle}`}
          main={
            <>
              {row.flagged ? (
                <span className="flagged">
                  <WarningFilled aria-hidden /> 预警单位{' '}
                </span>
              ) : null}
              {row.employerName || '--'}
            </>
          }
          sub={row.jobTitle}
        />
      ),
    },
    extra('uscc', '统一社会信用代码', 170, row => <span className="code">{row.uscc}</span>),
    extra('agreement', '协议编号', 150, row =>
      row.agreementNumber ? <span className="code">{row.agreementNumber}</span> : null,
    ),
    {
      key: 'state',
      title: list.stateTitle,
      width: 250,
      isFixed: true,
      render: row => <StateTag tone={row.tone} label={row.label} />,
    },
    ...(mark
      ? [
          {
            key: 'marked',
            title: mark.title,
            width: 200,
            render: (row: Row) => <Marked row={row} />,
          },
        ]
      : []),
    submitted,
    {
      key: 'since',
      title: '到此状态',
      width: 120,
      render: row => <Moment at={row.since} />,
      // In a list of marked cases it would repeat the time of the mark.
      ...(mark ? { isExtra: true } : {}),
    },
    actColumn(of, ({ mine }) => ({ word: mine ? '审核' : '查看', isMain: mine })),
  ];
}
