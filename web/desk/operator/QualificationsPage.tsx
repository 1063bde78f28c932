import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { qualificationStates } from '#domain/request-states.ts';
import { timeWaited } from '#web/common/format.ts';
import { useNow } from '#web/common/use-now.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { SearchField } from '#web/desk/kit/list/SearchField.tsx';
import { StateTable } from '#web/desk/kit/list/StateTable.tsx';
import { useStateUrl } from '#web/desk/kit/list/use-state-url.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { type QualificationState, qualificationsQuery } from './queries.ts';

type Row = Answer<'GET /api/qualifications'>['rows'][number];
const path = '/qualifications';
const pathOf = ({ id }: Row) => `${path}/${id}`;

const states: readonly { readonly state: QualificationState; readonly label: string }[] = [
  { state: 'pending', label: '待审核' },
  { state: 'returned', label: '退回' },
  { state: 'qualified', label: '通过' },
];

/** What waits for the operator says how long it has waited. */
function Submitted({ row, waits }: { readonly row: Row; readonly waits: boolean }) {
  const waited = timeWaited(row.submittedAt, useNow());
  return (
    <>
      <Moment at={row.submittedAt} />
      {waits && waited ? (
        <>
          <br />
          <span className="mine">{waited}</span>
        </>
      ) : null}
    </>
  );
}

const columnsOf = (waits: boolean): readonly Column<Row>[] => [
  {
    key: 'name',
    title: '单位名称',
    render: row => (
      <Link href={pathOf(row)} className="strong">
        {row.name}
      </Link>
    ),
  },
  { key: 'uscc', title: '统一社会信用代码', width: 220, render: row => <span className="code">{row.uscc}</span> },
  {
    key: 'changes',
    title: '认证类型 / 变更内容',
    width: 300,
    render: ({ changes }) =>
      changes === null ? (
        '首次认证'
      ) : changes.length === 0 ? (
        <span className="quiet">无变更</span>
      ) : (
        <>
          变更 <span className="quiet wrap">{changes.join('、')}</span>
        </>
      ),
  },
  { key: 'state', title: '状态', width: 110, render: row => <StateTag tone={row.tone} label={row.label} /> },
  { key: 'at', title: '提交时间', width: 170, render: row => <Submitted row={row} waits={waits} /> },
];

/** 单位资质审核: opens on what waits. */
export default function QualificationsPage() {
  const shown = useStateUrl(path, qualificationStates);
  const { url } = shown;
  const q = url.params.get('q') ?? undefined;
  const list = useQuery(qualificationsQuery(shown.state, q, url.cursor));
  const counts = list.data?.counts;
  return (
    <>
      <PageHead title="单位资质审核" />
      <StateTable
        {...{ ...shown, list, columns: columnsOf(shown.state === qualificationStates[0]) }}
        states={counts && states.map(one => ({ ...one, count: counts[one.state] }))}
        hasAll={false}
        keyOf={({ id }) => id}
        caption="单位资质名单"
        stateLabel="审核状态"
        isSearched={q !== undefined}
        empty={
          q ? '没有符合条件的单位。' : shown.state === qualificationStates[0] ? '没有待审核的单位。' : '这个状态下没有单位。'
        }
      >
        <FilterBar url={url} names={['q']}>
          <SearchField
            label="单位名称、拼音或统一社会信用代码"
            placeholder="名称、拼音首字母、信用代码"
            value={q ?? ''}
            onChange={value => url.filter('q', value)}
            width={280}
          />
        </FilterBar>
      </StateTable>
    </>
  );
}
