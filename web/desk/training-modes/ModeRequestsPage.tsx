import { useQuery } from '@tanstack/react-query';
import { modeRequestStates, modeRequestStatesAtProvince } from '#domain/request-states.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { FilterBar } from '#web/desk/kit/list/FilterBar.tsx';
import { GraduateSearch } from '#web/desk/kit/list/GraduateFilters.tsx';
import { requestColumns } from '#web/desk/kit/list/request-columns.tsx';
import { StateTable } from '#web/desk/kit/list/StateTable.tsx';
import { useStateUrl } from '#web/desk/kit/list/use-state-url.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { modeRequestsQuery } from './queries.ts';

type Row = Answer<'GET /api/training-mode-requests'>['rows'][number];
const path = '/training-modes';
const pathOf = ({ ref }: Row) => `${path}/${ref}`;

const common = requestColumns<Row>(pathOf, '申请时间');
const columns: readonly Column<Row>[] = [
  {
    ...common.name,
    title: '毕业生 / 学号',
    width: 130,
    render: row => (
      <>
        {common.name.render(row)}
        <br />
        <span className="code quiet">{row.studentNumber}</span>
      </>
    ),
  },
  { key: 'from', title: '原培养方式', width: 112, render: row => row.from },
  { key: 'to', title: '修改为', render: row => row.to },
  { ...common.state, width: 172 },
  { ...common.department, width: 120 },
  { key: 'by', title: '申请人', width: 120, render: row => row.filedBy },
  { ...common.at, width: 104 },
];
const school: Column<Row> = { key: 'school', title: '学校', width: 110, render: row => row.schoolName };

const states = [...modeRequestStates, 'all'] as const;
const provinceStates = [...modeRequestStatesAtProvince, 'all'] as const;

/** 培养方式修改记录 at a department and a school, what waits for the school first; at the province, what waits to be decided. */
export default function ModeRequestsPage() {
  const me = useMe();
  const decides = may(me, 'trainingModes.decide');
  const passesOn = may(me, 'trainingModes.passOn');
  const offered = decides ? provinceStates : states;
  const shown = useStateUrl(path, offered);
  const { url, state } = shown;
  const q = url.params.get('q') ?? undefined;
  const list = useQuery(modeRequestsQuery({ state: state === 'all' ? undefined : state, q, cursor: url.cursor }));
  return (
    <>
      <PageHead
        title={decides ? '培养方式修改' : '培养方式修改记录'}
        note={
          decides
            ? '学校为毕业生申请修改培养方式或定向、委培单位，由省级主管部门审核。'
            : passesOn
              ? '院系的申请由学校上报省级或不予上报；学校也可以在「学生名单管理」打开毕业生，直接提交。省级审核通过后名单随即修改。'
              : '在「学生名单管理」打开毕业生，点「申请修改培养方式」提交；由学校上报省级主管部门审核，通过后名单随即修改。'
        }
      />
      <StateTable
        {...{ ...shown, list }}
        states={list.data?.counts}
        columns={decides ? [...columns.slice(0, 1), school, ...columns.slice(1)] : columns}
        keyOf={({ ref }) => ref}
        isSearched={q !== undefined}
        caption="培养方式修改申请"
        stateLabel="审核状态"
        empty={q ? '没有符合条件的申请。' : state === offered[0] ? '没有待办理的申请。' : '这个状态下没有申请。'}
      >
        <FilterBar url={url} names={['q']}>
          <GraduateSearch url={url} />
        </FilterBar>
      </StateTable>
    </>
  );
}
