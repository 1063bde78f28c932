import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { SheetImport, SheetOutcome } from '#web/desk/kit/forms/SheetImport.tsx';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { importsQuery } from './queries.ts';

type Imported = Answer<'POST /api/receiving-office-imports'>;
type Run = Imported['run'];
type Line = Imported['lines'][number];

const refusedOf = ({ id }: Run) => addressOf('GET /api/receiving-office-imports/{id}/refused', { id: String(id) });

const lineColumns: readonly Column<Line>[] = [
  { key: 'served', title: '负责地区', width: 220, render: ({ served }) => served },
  { key: 'name', title: '机构名称', width: 300, render: ({ name }) => name },
];
const runColumns: readonly Column<Run>[] = [
  { key: 'added', title: '已导入', width: 90, numeric: true, render: ({ added }) => added },
  {
    key: 'refused',
    title: '未导入的行',
    width: 140,
    render: run =>
      run.added < run.rows ? (
        <a href={refusedOf(run)} download aria-label={`下载未导入的行：${run.fileName}`}>
          下载 {run.rows - run.added} 行
        </a>
      ) : (
        <span className="quiet">没有</span>
      ),
  },
];

/** 批量导入档案接收机构: a sheet, an outcome for each row, the refused rows to mend and send again. */
export default function ImportReceiversPage() {
  return (
    <SheetImport
      title="批量导入档案接收机构"
      note="每行一个机构，最多 500 行。有误的行不导入，其余照常。"
      template={addressOf('GET /api/receiving-office-imports/template')}
      back={<Link href="/receivers">返回列表</Link>}
      to="POST /api/receiving-office-imports"
      runs={useQuery(importsQuery)}
      makesStale={['receiving-office-imports', 'receiving-offices']}
      runsTitle="最近的批量导入"
      noRuns="还没有批量导入过机构。"
      runColumns={runColumns}
      outcome={({ run, lines }) => (
        <SheetOutcome
          lines={lines}
          word="导入"
          done={run.added}
          unit="个机构"
          columns={lineColumns}
          next={
            run.added < run.rows ? (
              <>
                请
                <a href={refusedOf(run)} download>
                  下载未导入的行
                </a>
                ，按「错误原因」改正后直接上传。
              </>
            ) : undefined
          }
        />
      )}
    />
  );
}
