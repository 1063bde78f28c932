import { addressOf } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { type Run, runCounts } from './run-words.ts';

const columns: readonly Column<Run>[] = [
  { key: 'file', title: '文件', render: run => run.fileName },
  { key: 'cohort', title: '届别', width: 80, render: run => `${run.cohort} 届` },
  {
    key: 'state',
    title: '状态',
    width: 150,
    render: run => (
      <>
        {run.stateLabel}
        {run.why ? <p className="fault">{run.why}</p> : null}
      </>
    ),
  },
  ...runCounts.map(
    ({ key, label }): Column<Run> => ({
      key,
      title: label,
      width: 72,
      numeric: true,
      render: run => countWords(run.counts[key]),
    }),
  ),
  { key: 'who', title: '操作人', width: 110, render: run => run.startedBy },
  { key: 'at', title: '时间', width: 110, render: run => <Moment at={run.startedAt} /> },
  {
    key: 'refused',
    title: '有误的行',
    width: 100,
    render: run =>
      run.hasRefusedRows ? (
        <a
          href={addressOf('GET /api/roster/imports/{id}/refused-rows', { id: run.id })}
          download
          aria-label={`下载${run.fileName}中有误的行`}
        >
          下载
        </a>
      ) : (
        '--'
      ),
  },
];

export function ImportRuns({ runs }: { readonly runs: readonly Run[] }) {
  return (
    <section className="card flush">
      <h2 className="inside">最近的导入</h2>
      <DataTable caption="最近的导入" columns={columns} rows={runs} keyOf={run => run.id} empty={<p>还没有导入过名单。</p>} />
    </section>
  );
}
