import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Progress } from 'antd';
import { useEffect } from 'react';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { importQuery, importsQuery } from './queries.ts';
import { type Run, runCounts } from './run-words.ts';

const between = 1_000;

/** One import while it runs, and its outcome when it is done. */
export function ImportProgress({ id }: { readonly id: number }) {
  const queryClient = useQueryClient();
  const found = useQuery({
    ...importQuery(id),
    staleTime: 0,
    refetchInterval: query => (query.state.data?.finishedAt ? false : between),
  });
  const finished = found.data ? found.data.finishedAt !== null : false;
  useEffect(() => {
    if (finished) void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
  }, [finished, queryClient]);

  return (
    <Loaded query={found}>
      {run => (
        <section className="card" aria-live="polite">
          <h2>
            {finished ? '导入结果' : '正在导入'}：{run.fileName}
          </h2>
          {finished ? null : <Running run={run} />}
          {run.why ? <Alert type="error" showIcon title={`整个文件没有导入：${run.why}`} /> : null}
          <dl className="numbers">
            {runCounts.map(({ key, label }) => (
              <div key={key}>
                <dt>{label}</dt>
                <dd className={key === 'faulty' && run.counts[key] > 0 ? 'fault' : undefined}>{countWords(run.counts[key])}</dd>
              </div>
            ))}
          </dl>
          {run.warnings.map(({ text, count, rows }) => (
            <Alert
              key={text}
              type="warning"
              showIcon
              className="below"
              title={`请核对 ${countWords(count)} 行：${text}`}
              description={`文件中第 ${rows.join('、')} 行${count > rows.length ? `等 ${countWords(count)} 行` : ''}。提醒不影响导入。`}
            />
          ))}
          {run.hasRefusedRows ? (
            <p>
              <a href={addressOf('GET /api/roster/imports/{id}/refused-rows', { id: run.id })} download>
                下载有误的 {countWords(run.counts.faulty)} 行（含错误原因）
              </a>
              <span className="quiet">，改正后可直接再次上传。</span>
            </p>
          ) : null}
        </section>
      )}
    </Loaded>
  );
}

function Running({ run }: { readonly run: Run }) {
  const { rowsRead, rowsTotal, stateLabel } = run;
  return (
    <>
      <p>
        {stateLabel}：已处理 {countWords(rowsRead)} 行{rowsTotal === null ? '' : `，共 ${countWords(rowsTotal)} 行`}
      </p>
      <Progress
        percent={rowsTotal ? Math.min(100, Math.floor((rowsRead / rowsTotal) * 100)) : 0}
        status="active"
        aria-label="导入进度"
      />
      <p className="quiet">可以离开本页，导入在后台继续。</p>
    </>
  );
}
