import { useQuery } from '@tanstack/react-query';
import { objectionStates } from '#domain/request-states.ts';
import type { Answer } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { requestColumns } from '#web/desk/kit/list/request-columns.tsx';
import { StateTable } from '#web/desk/kit/list/StateTable.tsx';
import { useStateUrl } from '#web/desk/kit/list/use-state-url.ts';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { type ObjectionState, objectionsQuery } from './queries.ts';

type Row = Answer<'GET /api/objections'>['rows'][number];
const path = '/objections';
const pathOf = ({ id }: Row) => `${path}/${id}`;
const longest = 40;
const short = (text: string) => ([...text].length > longest ? `${[...text].slice(0, longest).join('')}…` : text);

const { name, state, department, at } = requestColumns<Row>(pathOf, '提出时间');
const columns: readonly Column<Row>[] = [
  name,
  { key: 'number', title: '学号', width: 130, render: row => <span className="code">{row.studentNumber || '--'}</span> },
  { key: 'text', title: '异议内容', render: row => short(row.text) },
  { key: 'about', title: '所涉记录', render: row => short(row.about) },
  state,
  department,
  at,
];

const states = [...objectionStates, 'all'] as const satisfies readonly ObjectionState[];

/** 异议: what graduates object to in their records; opens on what waits for an answer. */
export default function ObjectionsPage() {
  const shown = useStateUrl(path, states);
  const list = useQuery(objectionsQuery(shown.state, shown.url.cursor));
  return (
    <>
      <PageHead title="异议" note="毕业生对本人登记记录提出的异议，由学校答复。" />
      <StateTable
        {...{ ...shown, list, columns }}
        states={list.data?.states}
        keyOf={({ id }) => id}
        caption="异议名单"
        stateLabel="答复状态"
        empty={shown.state === states[0] ? '没有等待答复的异议。' : '这个状态下没有异议。'}
      />
    </>
  );
}
