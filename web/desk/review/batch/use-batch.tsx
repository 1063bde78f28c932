import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#contract/client.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { call } from '#web/desk/kit/api/api.ts';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { tickColumn } from '#web/desk/kit/list/tick-column.tsx';
import { useSelection } from '#web/desk/kit/list/use-selection.ts';
import type { DeskQuery } from '../lists/list-filters.ts';

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
  const ticked = useSelection(filter);
  const isOpen = flow !== undefined && options.data?.open === true;
  return { isOpen, actions: isOpen ? (options.data?.actions ?? []) : [], ...ticked };
}
export type Batch = ReturnType<typeof useBatch>;

export const casesTicked = ({ selection, select }: Batch, rows: readonly Row[]): Column<Row> =>
  tickColumn({ selection, select, tickedOf: row => row, nameOf: row => row.graduateName }, rows);
