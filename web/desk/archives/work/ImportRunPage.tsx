import { useQuery } from '@tanstack/react-query';
import { Alert, Select } from 'antd';
import { Link, useParams } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { KeysetPager } from '#web/desk/kit/list/KeysetPager.tsx';
import { useListUrl } from '#web/desk/kit/list/use-list-url.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { pathsOf, useKind, wordsOf } from '../data/kind.ts';
import { changedQueries } from '../data/queries.ts';
import { importOutcomes, runTones } from './import-words.ts';
import { importQuery, importRowsQuery, type Run } from './work-queries.ts';

/** One import: progress, numbers, and what became of each row. */
export default function ImportRunPage() {
  const kind = useKind();
  const id = Number(useParams<{ id: string }>().id);
  const found = useQuery(importQuery(kind, id));
  const back = <Link href={pathsOf(kind).imports}>返回批量导入</Link>;
  return (
    <Loaded query={found} back={back}>
      {run => (
        <>
          <PageHead title={`批量导入${wordsOf(kind).title}：${run.fileName}`} note={`由${run.startedBy}发起`}>
            <StateTag tone={runTones[run.state]} label={run.stateLabel} />
            {back}
          </PageHead>
          {run.finishedAt ? null : <JobNotice id={run.jobId} makesStale={changedQueries} />}
          {run.why ? <Alert type="error" showIcon title={run.why} className="door-alert" /> : null}
          <Numbers kind={kind} run={run} />
          <RunRows key={String(run.finishedAt)} kind={kind} id={id} />
        </>
      )}
    </Loaded>
  );
}

function Numbers({ kind, run: { id, counts, hasRefusedRows } }: { readonly kind: TransferKind; readonly run: Run }) {
  return (
    <section className="card" aria-live="polite">
      <dl className="numbers">
        {importOutcomes.map(({ key, label }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd className={key === 'faulty' && counts[key] > 0 ? 'fault' : undefined}>{countWords(counts[key])}</dd>
          </div>
        ))}
      </dl>
      {hasRefusedRows ? (
        <p>
          <a href={addressOf('GET /api/archives/{kind}/imports/{id}/refused-rows', { kind, id })} download>
            下载有误的 {countWords(counts.faulty)} 行（含错误原因）
          </a>
          <span className="quiet">，改正后可直接再次上传。</span>
        </p>
      ) : null}
    </section>
  );
}

function RunRows({ kind, id }: { readonly kind: TransferKind; readonly id: number }) {
  const url = useListUrl();
  const asked = importOutcomes.find(({ key }) => key === url.params.get('outcome'))?.key;
  const list = useQuery(importRowsQuery(kind, id, asked, url.cursor));
  return (
    <>
      <search className="filters">
        <Select
          aria-label="结果"
          value={asked ?? 'all'}
          options={[{ value: 'all', label: '全部结果' }, ...importOutcomes.map(({ key, label }) => ({ value: key, label }))]}
          style={{ width: 140 }}
          onChange={value => url.filter('outcome', value === 'all' ? undefined : value)}
        />
      </search>
      <Loaded query={list} skeleton={<TableSkeleton />}>
        {({ rows, next }) => (
          <div className="card flush">
            <DataTable
              caption="逐行结果"
              rows={rows}
              keyOf={({ row }) => row}
              busy={list.isPlaceholderData}
              empty={<p>没有这种结果的行；逐行结果保留 7 天。</p>}
              columns={[
                { key: 'row', title: '行', width: 72, numeric: true, render: ({ row }) => row },
                {
                  key: 'exam',
                  title: '考生号',
                  width: 170,
                  render: ({ examNumber }) => <span className="code">{examNumber}</span>,
                },
                { key: 'name', title: '姓名', width: 140, render: ({ name }) => name || '--' },
                {
                  key: 'outcome',
                  title: '结果',
                  render: ({ outcome, faults, written }) => {
                    const known = importOutcomes.find(({ key }) => key === outcome);
                    return (
                      <>
                        {known ? <StateTag tone={known.tone} label={known.label} /> : null}
                        {written || outcome === 'faulty' || outcome === 'same' ? null : <span className="quiet"> 未写入</span>}
                        {faults.map(({ column, message }) => (
                          <p key={`${column} ${message}`} className="fault">
                            {column}：{message}
                          </p>
                        ))}
                      </>
                    );
                  },
                },
              ]}
            />
            {rows.length > 0 ? <KeysetPager url={url} next={next} shown={rows.length} /> : null}
          </div>
        )}
      </Loaded>
    </>
  );
}
