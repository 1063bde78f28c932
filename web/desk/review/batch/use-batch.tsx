import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
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
  // Rows that were on the screen, of employers that are warned of: what is ticked is named in the confirmation, over all pages.
  const flagged = useRef(new Map<string, string>());
  const isOpen = flow !== undefined && options.data?.open === true;
  return { isOpen, actions: isOpen ? (options.data?.actions ?? []) : [], flagged: flagged.current, ...ticked };
}
export type Batch = ReturnType<typeof useBatch>;

export function casesTicked({ selection, select, flagged }: Batch, rows: readonly Row[]): Column<Row> {
  for (const row of rows) if (row.flagged) flagged.set(row.ref, row.employerName);
  return tickColumn({ selection, select, tickedOf: row => row, nameOf: row => row.graduateName }, rows);
}

/** Employers that are warned of among what is chosen, each once. */
export const flaggedOf = ({ selection, flagged }: Batch): readonly string[] =>
  selection.all?.flagged ?? [...new Set([...selection.ticked.keys()].flatMap(ref => flagged.get(ref) ?? []))];
