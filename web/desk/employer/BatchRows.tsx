import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { type Batch, outcomeWords, type RowOutcome, rowColumns } from './batch-columns.tsx';
import { batchRowsQuery } from './queries.ts';

const outcomes = ['faulty', 'refused', 'ready', 'sent'] as const satisfies readonly RowOutcome[];

/** The rows of a sheet, all or by their outcome. */
export function BatchRows({ batch }: { readonly batch: Batch }) {
  const [outcome, setOutcome] = useState<RowOutcome>();
  // The last row of each page before this one.
  const [trail, setTrail] = useState<readonly number[]>([]);
  // What is shown follows the numbers above it.
  const stage = `${batch.state} ${JSON.stringify(batch.counts)}`;
  const rows = useQuery(batchRowsQuery(batch.id, stage, outcome, trail.at(-1) ?? 0));
  const choose = (chosen: RowOutcome | undefined) => {
    setOutcome(chosen);
    setTrail([]);
  };
  const shown = outcomes.filter(one => batch.counts[one] > 0);
  return (
    <section className="card flush">
      <h2 className="inside">逐行结果</h2>
      {shown.length > 1 ? (
        <div className="buttons inside">
          <Button size="small" type={outcome ? 'default' : 'primary'} aria-pressed={!outcome} onClick={() => choose(undefined)}>
            全部
          </Button>
          {shown.map(one => (
            <Button
              key={one}
              size="small"
              type={outcome === one ? 'primary' : 'default'}
              aria-pressed={outcome === one}
              onClick={() => choose(one)}
            >
              {outcomeWords[one].label}（{countWords(batch.counts[one])}）
            </Button>
          ))}
        </div>
      ) : null}
      <Loaded query={rows} skeleton={<TableSkeleton />}>
        {page => (
          <>
            <DataTable
              caption="逐行结果"
              columns={rowColumns}
              rows={page.rows}
              keyOf={({ row }) => row}
              busy={rows.isPlaceholderData}
              empty={<p>没有这样的行。</p>}
            />
            {page.next !== null || trail.length > 0 ? (
              <nav className="pager" aria-label="翻页">
                <span className="quiet">
                  第 {trail.length + 1} 页，本页 {page.rows.length} 行
                </span>
                <Button disabled={trail.length === 0} onClick={() => setTrail(trail.slice(0, -1))}>
                  上一页
                </Button>
                <Button disabled={page.next === null} onClick={() => page.next !== null && setTrail([...trail, page.next])}>
                  下一页
                </Button>
              </nav>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  );
}
