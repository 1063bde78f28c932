import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { pathsOf } from '../data/kind.ts';
import { changedQueries } from '../data/queries.ts';
import { importOutcomes, runTones } from './import-words.ts';
import { importQuery, importsQuery, type Run } from './work-queries.ts';

const columnsOf = (kind: TransferKind): readonly Column<Run>[] => [
  {
    key: 'file',
    title: '文件',
    render: ({ id, fileName }) => (
      <Link href={`${pathsOf(kind).imports}/${id}`} className="wrap">
        {fileName}
      </Link>
    ),
  },
  {
    key: 'state',
    title: '状态',
    width: 170,
    render: ({ state, stateLabel, why }) => (
      <>
        <StateTag tone={runTones[state]} label={stateLabel} />
        {why ? <p className="fault">{why}</p> : null}
      </>
    ),
  },
  ...importOutcomes.map(
    ({ key, label }): Column<Run> => ({
      ...{ key, title: label, width: 76, numeric: true },
      render: ({ counts }) => countWords(counts[key]),
    }),
  ),
  { key: 'who', title: '操作人', width: 120, render: ({ startedBy }) => startedBy },
  { key: 'at', title: '时间', width: 116, render: ({ startedAt }) => <Moment at={startedAt} /> },
  {
    key: 'refused',
    title: '有误的行',
    width: 96,
    render: ({ id, fileName, hasRefusedRows }) => (hasRefusedRows ? <RefusedRows {...{ kind, id, fileName }} /> : '--'),
  },
];

interface RefusedProps {
  readonly kind: TransferKind;
  readonly id: number;
  readonly fileName: string;
}
const RefusedRows = ({ kind, id, fileName }: RefusedProps) => (
  <a
    href={addressOf('GET /api/archives/{kind}/imports/{id}/refused-rows', { kind, id })}
    download
    aria-label={`下载${fileName}中有误的行`}
  >
    下载
  </a>
);

/** The imports so far, the latest first; one that runs is followed. */
export function ImportRuns({ kind, runs }: { readonly kind: TransferKind; readonly runs: readonly Run[] }) {
  const running = runs.find(({ finishedAt }) => finishedAt === null);
  return (
    <section className="card flush">
      <h2 className="inside">最近的批量导入</h2>
      {running ? <Following kind={kind} id={running.id} /> : null}
      <DataTable
        caption="最近的批量导入"
        columns={columnsOf(kind)}
        rows={runs}
        keyOf={({ id }) => id}
        empty={<p>还没有批量导入过。</p>}
      />
    </section>
  );
}

/** Brings the list up to date while an import runs, and everything else when it is over. */
function Following({ kind, id }: { readonly kind: TransferKind; readonly id: number }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(importQuery(kind, id));
  useEffect(() => {
    if (!data) return;
    void queryClient.invalidateQueries({ queryKey: importsQuery(kind).queryKey });
    if (data.finishedAt) for (const key of changedQueries) void queryClient.invalidateQueries({ queryKey: [key] });
  }, [data, kind, queryClient]);
  return (
    <p className="inside" role="status">
      正在导入：已读取 {countWords(data?.rowsRead ?? 0)} 行，已写入 {countWords(data?.rowsWritten ?? 0)} 行
    </p>
  );
}
