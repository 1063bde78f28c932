import type { TransferKind } from '#domain/transfers/kinds.ts';
import { actColumn, graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import type { OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { pathsOf, wordsOf } from './data/kind.ts';
import type { RequestRow } from './data/queries.ts';

/** 申请记录. */
export function requestColumns(kind: TransferKind): readonly OptionalColumn<RequestRow>[] {
  const of = ({ id: key, name }: RequestRow) => ({ name, key, path: `${pathsOf(kind).requests}/${key}` });
  return [
    ...graduateColumns(of),
    { key: 'action', title: '申请类型', width: 88, render: ({ word }) => word },
    { key: 'type', title: wordsOf(kind).type, width: 140, render: ({ transferType }) => transferType || '--' },
    {
      key: 'state',
      title: '审核状态',
      width: 236,
      isFixed: true,
      render: ({ tone, label, mine }) => <StateTag tone={mine ? 'waiting' : tone} label={label} />,
    },
    { key: 'submitted', title: '申请时间', width: 116, render: ({ submittedAt }) => <Moment at={submittedAt} /> },
    { key: 'since', title: '到此状态', width: 116, isExtra: true, render: ({ since }) => <Moment at={since} /> },
    actColumn(of, ({ mine }) => ({ word: mine ? '审核' : '查看', isMain: mine })),
  ];
}
