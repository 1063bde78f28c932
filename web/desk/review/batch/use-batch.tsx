import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/client.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { call } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import type { DeskQuery } from '../lists/list-filters.ts';
import { nothing, pageState, type Selection, tick } from './selection.ts';

type Row = Answer<'GET /api/desk/cases'>['rows'][number];

export const batchOptionsQuery = (flow: FlowName | undefined) => ({
  queryKey: ['batch-options', flow],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call('GET /api/desk/batches/options', { query: { flow: flow ?? 'online-signing' }, signal }),
  enabled: flow !== undefined,
  staleTime: 60_000,
});

/** What is ticked in a list, as long as its filter stays the same; nothing can be where the school does not want batches. */
export function useBatch(flow: FlowName | undefined, filter: DeskQuery) {
  const options = useQuery(batchOptionsQuery(flow));
  const asked = JSON.stringify(filter);
  const [kept, setKept] = useState({ asked, selection: nothing });
  const selection = kept.asked === asked ? kept.selection : nothing;
  const select = (selection: Selection) => setKept({ asked, selection });
  const isOpen = flow !== undefined && options.data?.open === true;
  return { isOpen, actions: isOpen ? (options.data?.actions ?? []) : [], selection, select };
}
export type Batch = ReturnType<typeof useBatch>;

/** The column of ticks: only cases that wait for this reviewer have one. */
export function tickColumn({ selection, select }: Batch, rows: readonly Row[]): Column<Row> {
  const mine = rows.filter(row => row.mine);
  const state = pageState(selection, mine);
  return {
    key: 'tick',
    title: '勾选',
    width: 40,
    head: (
      <Checkbox
        aria-label="勾选本页待我处理的记录"
        checked={state === 'every'}
        indeterminate={state === 'some'}
        disabled={mine.length === 0}
        onChange={({ target }) => select(tick(selection, mine, target.checked))}
      />
    ),
    render: row =>
      row.mine ? (
        <Checkbox
          aria-label={`勾选${row.graduateName}`}
          checked={selection.all !== undefined || selection.ticked.has(row.ref)}
          onChange={({ target }) => select(tick(selection, [row], target.checked))}
        />
      ) : null,
  };
}
