import { useQuery } from '@tanstack/react-query';
import { exactTime, fileSize } from '#web/common/format.ts';
import { type Answer, call } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';

type Retention = Answer<'GET /api/retention'>;
type Run = Retention['runs'][number];
type Scrub = Retention['scrubs'][number];
type Sweep = Retention['sweeps'][number];

const time = { key: 'at', title: '时间', width: 160, render: ({ at }: { at: string }) => <Moment at={at} exact /> } as const;
const school: Column<Run> = { key: 'school', title: '学校', render: run => run.schoolName };
const runColumns: readonly Column<Run>[] = [
  time,
  {
    key: 'who',
    title: '范围',
    render: run => `${exactTime(`${run.graduatedBefore}T00:00:00+08:00`, 'day')}以前毕业`,
  },
  { key: 'cases', title: '涉及记录', width: 120, numeric: true, render: run => countWords(run.cases) },
  { key: 'files', title: '删除份数', width: 120, numeric: true, render: run => countWords(run.files) },
  { key: 'bytes', title: '大小', width: 120, numeric: true, render: run => fileSize(run.bytes) },
];
const sweepColumns: readonly Column<Sweep>[] = [
  time,
  { key: 'lookedAt', title: '检查文件', width: 120, numeric: true, render: sweep => countWords(sweep.lookedAt) },
  { key: 'removed', title: '清理份数', width: 120, numeric: true, render: sweep => countWords(sweep.removed) },
  { key: 'bytes', title: '大小', width: 120, numeric: true, render: sweep => fileSize(sweep.bytes) },
];

const scrubColumns: readonly Column<Scrub>[] = [
  time,
  { key: 'share', title: '核对范围', render: scrub => `编号以 ${scrub.share} 开头` },
  { key: 'lookedAt', title: '核对文件', width: 120, numeric: true, render: scrub => countWords(scrub.lookedAt) },
  { key: 'damaged', title: '内容不符', width: 120, numeric: true, render: scrub => countWords(scrub.damaged) },
  { key: 'missing', title: '文件缺失', width: 120, numeric: true, render: scrub => countWords(scrub.missing) },
];

/** Which files, for whoever restores them from a backup. */
function ScrubFaults({ scrubs }: { readonly scrubs: readonly Scrub[] }) {
  const damaged = [...new Set(scrubs.flatMap(({ faults }) => faults.damaged))];
  const missing = [...new Set(scrubs.flatMap(({ faults }) => faults.missing))];
  if (damaged.length + missing.length === 0) return null;
  return (
    <div className="inside" role="alert">
      <p>
        <strong>有文件损坏或缺失，请从备份中恢复以下文件（在文件目录中按编号存放）。</strong>
      </p>
      <ul>
        {damaged.map(id => (
          <li key={`damaged ${id}`}>
            内容不符 <span className="code wrap">{id}</span>
          </li>
        ))}
        {missing.map(id => (
          <li key={`missing ${id}`}>
            文件缺失 <span className="code wrap">{id}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** 材料保存期限: how long evidence is kept, and what each night deleted. */
export default function RetentionPage() {
  const retention = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => call('GET /api/retention', { signal }),
  });
  return (
    <>
      <PageHead
        title="材料保存期限"
        note="毕业生、单位和老师上传的材料到期后，每日凌晨自动删除；协议书、解约证明、登记记录和办理过程不删除。"
      />
      <Loaded query={retention}>
        {({ evidenceYears, runs, sweeps, scrubs }) => (
          <>
            {evidenceYears === null ? null : (
              <section className="card">
                <p>
                  本校材料保存至毕业后 <strong>{evidenceYears}</strong> 年。保存年限在「设置」中修改，最短 3 年。
                </p>
              </section>
            )}
            <section className="card flush">
              <h2 className="inside">到期删除记录</h2>
              <DataTable
                caption="到期删除记录"
                columns={evidenceYears === null ? [time, school, ...runColumns.slice(1)] : runColumns}
                rows={runs}
                keyOf={run => `${run.schoolName} ${run.at}`}
                empty={<p>还没有到期的材料。</p>}
              />
            </section>
            {evidenceYears === null ? (
              <section className="card flush">
                <h2 className="inside">文件核对</h2>
                <ScrubFaults scrubs={scrubs} />
                <DataTable
                  caption="文件核对"
                  columns={scrubColumns}
                  rows={scrubs}
                  keyOf={scrub => scrub.at}
                  empty={<p>还没有核对过，每日凌晨 4:07 核对十六分之一，十六天核对完全部文件。</p>}
                />
              </section>
            ) : null}
            {evidenceYears === null ? (
              <section className="card flush">
                <h2 className="inside">无人引用的文件</h2>
                <DataTable
                  caption="无人引用的文件"
                  columns={sweepColumns}
                  rows={sweeps}
                  keyOf={sweep => sweep.at}
                  empty={<p>还没有清理过，每日凌晨 3:37 进行。</p>}
                />
              </section>
            ) : null}
          </>
        )}
      </Loaded>
    </>
  );
}
