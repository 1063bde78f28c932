import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { sheetTypes } from '#web/desk/kit/forms/accepted.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { accountImportsQuery } from './queries.ts';

type Imported = Answer<'POST /api/account-imports'>;
type Run = Imported['run'];
type Row = Imported['rows'][number];

const largest = { bytes: 2 * 1024 * 1024, sentence: '文件超过 2 MB。请使用模板，删除多余的工作表和格式后上传。' } as const;
const resultOf = ({ id }: Run) => addressOf('GET /api/account-imports/{id}/result', { id: String(id) });

const rowColumns: readonly Column<Row>[] = [
  { key: 'row', title: '行', width: 70, numeric: true, render: ({ row }) => row },
  { key: 'login', title: '账号', width: 200, render: ({ login }) => <span className="code">{login}</span> },
  { key: 'name', title: '姓名', width: 200, render: ({ name }) => name },
  {
    key: 'outcome',
    title: '结果',
    render: ({ fault }) =>
      fault === null ? <StateTag tone="inForce" label="已新建" /> : <StateTag tone="refused" label={`未新建：${fault}`} />,
  },
];
const runColumns: readonly Column<Run>[] = [
  { key: 'file', title: '文件', render: ({ fileName }) => fileName },
  { key: 'at', title: '时间', width: 200, render: ({ at }) => <Moment at={at} exact /> },
  { key: 'rows', title: '行数', width: 90, numeric: true, render: ({ rows }) => rows },
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
  const runs = useQuery(accountImportsQuery);
  const queryClient = useQueryClient();
  const [imported, setImported] = useState<Imported>();
  return (
    <>
      <PageHead title="批量新建账号" note="每行一个账号，最多 300 行。有误的行不新建，其余照常。">
        <a href={addressOf('GET /api/account-imports/template')} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载模板
        </a>
        <Link href="/registry/accounts">返回账号管理</Link>
      </PageHead>
      <section className="card">
        <h2>上传</h2>
        <SendField
          to="POST /api/account-imports"
          onBegin={() => setImported(undefined)}
          onTaken={setImported}
          onEnd={() => {
            void queryClient.invalidateQueries({ queryKey: accountImportsQuery.queryKey });
            void queryClient.invalidateQueries({ queryKey: ['accounts'] });
          }}
          largest={largest}
          label="选择 xlsx 文件，或拖到此处"
          hint="请用模板填写，最大 2 MB"
          accept={sheetTypes}
        />
      </section>
      {imported ? <Outcome imported={imported} /> : null}
      <Loaded query={runs}>
        {rows => (
          <section className="card flush">
            <h2 className="inside">最近的批量新建</h2>
            <DataTable
              caption="最近的批量新建"
              columns={runColumns}
              rows={rows}
              keyOf={run => run.id}
              empty={<p>还没有批量新建过账号。</p>}
            />
          </section>
        )}
      </Loaded>
    </>
  );
}

function Outcome({ imported: { run, rows } }: { readonly imported: Imported }) {
  const refused = rows.length - run.created;
  return (
    <section className="card flush">
      <div className="inside">
        <h2>本次结果</h2>
        <Alert
          type={refused > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          title={`已新建 ${run.created} 个账号${refused > 0 ? `，${refused} 行有误，未新建` : ''}。`}
          description={
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
      </div>
      <DataTable caption="逐行结果" columns={rowColumns} rows={rows} keyOf={row => row.row} empty={<p>没有可读取的行。</p>} />
    </section>
  );
}
