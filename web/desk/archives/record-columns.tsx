import type { TransferKind } from '#domain/transfers/kinds.ts';
import { actColumn, graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import type { OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { pathsOf, wordsOf } from './data/kind.ts';
import type { RecordRow } from './data/queries.ts';

type Columns = readonly OptionalColumn<RecordRow>[];

const state: OptionalColumn<RecordRow> = {
  key: 'state',
  title: '登记状态',
  width: 190,
  isFixed: true,
  render: ({ tone, label, tags }) => (
    <span className="tags">
      <StateTag tone={tone} label={label} />
      {tags.map(tag => (
        <span key={tag} className="mine">
          {tag}
        </span>
      ))}
    </span>
  ),
};

/** 档案（户口）信息. */
export function recordColumns(kind: TransferKind): Columns {
  const of = ({ graduateId: key, name }: RecordRow) => ({ name, key, path: `${pathsOf(kind).records}/${key}` });
  return [
    ...graduateColumns(of),
    { key: 'type', title: wordsOf(kind).type, width: 140, render: ({ transferType }) => transferType || '--' },
    state,
    { key: 'updated', title: '更新时间', width: 120, render: ({ updatedAt }) => (updatedAt ? <Moment at={updatedAt} /> : '--') },
    actColumn(of, () => ({ word: '查看' })),
  ];
}

/** 学生名单管理: what the roster says of each. */
export function rosterColumns(kind: TransferKind): Columns {
  const of = ({ graduateId: key, name }: RecordRow) => ({ name, key, path: `${pathsOf(kind).students}/${key}` });
  return [
    ...graduateColumns(of).map(({ isExtra: _, ...column }) => column),
    { ...state, title: `${wordsOf(kind).title}登记状态` },
    actColumn(of, () => ({ word: '详细' })),
  ];
}
