import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { SheetImport, SheetOutcome } from '#web/desk/kit/forms/SheetImport.tsx';
import type { Column } from '#web/desk/kit/list/DataTable.tsx';
import { accountImportsQuery } from './queries.ts';

type Imported = Answer<'POST /api/account-imports'>;
type Run = Imported['run'];
type Row = Imported['rows'][number];

const resultOf = ({ id }: Run) => addressOf('GET /api/account-imports/{id}/result', { id: String(id) });

const rowColumns: readonly Column<Row>[] = [
  { key: 'login', title: '账号', width: 200, render: ({ login }) => <span className="code">{login}</span> },
  { key: 'name', title: '姓名', width: 200, render: ({ name }) => name },
];
const runColumns: readonly Column<Run>[] = [
  { key: 'created', title: '已新建', width: 90, numeric: true, render: ({ created }) => created },
  {
    key: 'result',
    title: '结果表（含初始密码）',
    width: 200,
    render: run =>
      run.hasResult ? (
        <a href={resultOf(run)} download aria-label={`下载结果：${run.fileName}`}>
          下载
        </a>
      ) : (
        <span className="quiet">已过 1 天，已删除</span>
      ),
  },
];

/** 批量新建账号: a sheet, an outcome for each row, the passwords in a sheet that is there for a day. */
export default function ImportAccountsPage() {
  return (
    <SheetImport
      title="批量新建账号"
      note="每行一个账号，最多 300 行。有误的行不新建，其余照常。"
      template={addressOf('GET /api/account-imports/template')}
      back={<Link href="/registry/accounts">返回账号管理</Link>}
      to="POST /api/account-imports"
      runs={useQuery(accountImportsQuery)}
      makesStale={['account-imports', 'accounts']}
      runsTitle="最近的批量新建"
      noRuns="还没有批量新建过账号。"
      runColumns={runColumns}
      outcome={({ run, rows }) => (
        <SheetOutcome
          lines={rows}
          word="新建"
          done={run.created}
          unit="个账号"
          columns={rowColumns}
          next={
            run.created > 0 ? (
              <>
                初始密码在
                <a href={resultOf(run)} download>
                  结果表
                </a>
                中，1 天后删除；请分别告知本人，首次登录须修改。
              </>
            ) : undefined
          }
        />
      )}
    />
  );
}
