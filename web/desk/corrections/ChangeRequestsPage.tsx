import { useQuery } from '@tanstack/react-query';
import { changeRequestStates } from '#domain/request-states.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { requestColumns } from '#web/desk/kit/list/request-columns.tsx';
import { StateTable } from '#web/desk/kit/list/StateTable.tsx';
import { useStateUrl } from '#web/desk/kit/list/use-state-url.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { changeRequestsQuery, type RequestState } from './queries.ts';

type Row = Answer<'GET /api/change-requests'>['rows'][number];
const path = '/changes';
const pathOf = ({ id }: Row) => `${path}/${id}`;
const most = 3;

const { name, state, department, at } = requestColumns<Row>(pathOf, '申请时间');
const columns: readonly Column<Row>[] = [
  name,
  { key: 'employer', title: '单位、院校', render: row => row.employerName },
  {
    key: 'fields',
    title: '申请变更',
    render: ({ fields }) =>
      fields.length > most ? `${fields.slice(0, most).join('、')} 等 ${fields.length} 项` : fields.join('、'),
  },
  state,
  department,
  { key: 'by', title: '申请人', width: 110, render: row => row.filedBy },
  at,
];

const states = [...changeRequestStates, 'all'] as const satisfies readonly RequestState[];

/** 变更申请: what departments ask the school to change; opens on what waits. */
export default function ChangeRequestsPage() {
  const shown = useStateUrl(path, states);
  const list = useQuery(changeRequestsQuery(shown.state, shown.url.cursor));
  return (
    <>
      <PageHead title="变更申请" note="院系为已生效的签约、去向登记申请变更，由学校处理。" />
      <StateTable
        {...{ ...shown, list, columns }}
        states={list.data?.states}
        keyOf={({ id }) => id}
        caption="变更申请名单"
        stateLabel="处理状态"
        empty={
          shown.state === states[0]
            ? '没有待处理的变更申请。院系可在已生效的签约、去向登记页面点击「申请变更」。'
            : '这个状态下没有变更申请。'
        }
      />
    </>
  );
}
