import type { TransferKind } from '#domain/transfers/kinds.ts';
import { exactTime } from '#web/common/format.ts';
import { Code } from '#web/common/SectionRows.tsx';
import { actColumn, graduateColumns } from '#web/desk/kit/list/graduate-columns.tsx';
import type { OptionalColumn } from '#web/desk/kit/list/optional-columns.tsx';
import { Pair } from '#web/desk/kit/list/Pair.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { pathsOf } from './data/kind.ts';
import type { AuthorizationRow, TransferRow } from './data/queries.ts';

type Row = AuthorizationRow | TransferRow;

const state = <R extends Row>(title: string): OptionalColumn<R> => ({
  key: 'state',
  title,
  width: 200,
  isFixed: true,
  render: ({ tone, label, isReported }) => (
    <Pair
      title={isReported ? label : `${label}，未上报去向`}
      main={<StateTag tone={tone} label={label} />}
      sub={isReported ? undefined : '未上报去向'}
    />
  ),
});
/** A code is answered until midnight: the day before is its last. */
export const lastDay = (validUntil: string): string => exactTime(new Date(Date.parse(validUntil) - 1).toISOString(), 'day');
const until = <R extends Row>(): OptionalColumn<R> => ({
  key: 'until',
  title: '有效期至',
  width: 130,
  render: ({ validUntil }) => (validUntil ? lastDay(validUntil) : '--'),
});

/** 核验列表: whether, until when, how often; the code is nobody's but the graduate's. */
export function authorizationColumns(kind: TransferKind): readonly OptionalColumn<AuthorizationRow>[] {
  const of = ({ graduateId: key, name }: AuthorizationRow) => ({ name, key, path: `${pathsOf(kind).authorizations}/${key}` });
  return [
    ...graduateColumns(of),
    state('核验状态'),
    until(),
    { key: 'checks', title: '被核验次数', width: 96, numeric: true, render: ({ checks }) => checks },
    {
      key: 'checked',
      title: '最近一次核验',
      width: 130,
      render: ({ checkedAt }) => (checkedAt ? <Moment at={checkedAt} /> : '--'),
    },
    actColumn(of, () => ({ word: '查询' })),
  ];
}

/** 转递列表. */
export function transferColumns(kind: TransferKind): readonly OptionalColumn<TransferRow>[] {
  const of = ({ graduateId: key, name }: TransferRow) => ({ name, key, path: `${pathsOf(kind).transfers}/${key}` });
  return [
    ...graduateColumns(of),
    state('编号状态'),
    { key: 'code', title: '转递编号', width: 220, render: ({ code }) => (code ? <Code text={code} /> : '--') },
    { key: 'issued', title: '更新时间', width: 110, render: ({ issuedAt }) => (issuedAt ? <Moment at={issuedAt} /> : '--') },
    until(),
    actColumn(of, () => ({ word: '查询' })),
  ];
}
