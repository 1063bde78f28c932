import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { exactTime } from '#web/common/format.ts';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { auditTreeQuery } from './queries.ts';

type Tree = Answer<'GET /api/audit-tree'>;
type Head = Tree['heads'][number];

const columns: readonly Column<Head>[] = [
  { key: 'number', title: '树头', width: 110, render: ({ number }) => `第 ${countWords(number)} 个` },
  { key: 'at', title: '封存时间', width: 190, render: ({ at }) => <Moment at={at} exact /> },
  { key: 'size', title: '记录数', width: 120, numeric: true, render: ({ size }) => countWords(size) },
  { key: 'root', title: '树根（SHA-256）', render: ({ root }) => <span className="code wrap">{root}</span> },
];

/** What the operator has to know of the file outside the database, and do about it. */
const fileWords: Readonly<Record<Tree['file'], { readonly title: string; readonly isFault: boolean }>> = {
  same: { title: '数据库外的树头文件与数据库一致。', isFault: false },
  behind: { title: '数据库外的树头文件尚未写入最新的树头，下一次封存时补写。', isFault: false },
  different: {
    title: '数据库外的树头文件与数据库不一致，封存已停止。请运行 npm run verify-audit 查明原因。',
    isFault: true,
  },
  missing: { title: '没有找到数据库外的树头文件。如未曾移动，请运行 npm run verify-audit 查明原因。', isFault: true },
};

function Witnessed({ hasWitness, witnessed: { count, last } }: Pick<Tree, 'hasWitness' | 'witnessed'>) {
  if (!hasWitness && count === 0) return <>未配置时间戳服务：树头没有外部见证，请定期把树头文件复制到别处。</>;
  return (
    <>
      外部时间戳 {countWords(count)} 个
      {last ? `，最近一个见证第 ${countWords(last.number)} 个树头（${exactTime(last.at)}，${countWords(last.size)} 条记录）` : ''}
      。
    </>
  );
}

/** 审计封存: how far the log is sealed, and the export for a check that does without us. */
export default function AuditTreePage() {
  const tree = useQuery(auditTreeQuery);
  return (
    <>
      <PageHead
        title="审计封存"
        note="操作日志连同各类办理历史每分钟封存进一棵只增不改的树，树头由平台签名并保存在数据库之外。改动、丢失、移动或倒签任何一条，核对时都会发现。"
      >
        <Button
          type="primary"
          icon={<DownloadOutlined aria-hidden />}
          href={addressOf('GET /api/audit-tree/export', {})}
          download
          title="全部记录、树头和公钥，供不依赖本平台的程序核对；详情和姓名只有摘要，没有明文"
        >
          下载审计导出
        </Button>
      </PageHead>
      <Loaded query={tree}>
        {({ heads, waiting, file, ...witness }) => (
          <>
            <Alert
              type={fileWords[file].isFault ? 'error' : 'success'}
              showIcon
              className="door-alert"
              role={fileWords[file].isFault ? 'alert' : 'status'}
              title={fileWords[file].title}
              description={
                <>
                  等待封存 {countWords(waiting)} 条。
                  <Witnessed {...witness} />
                </>
              }
            />
            <section className="card flush">
              <h2 className="inside">最近的树头</h2>
              <DataTable
                caption="最近的树头"
                columns={columns}
                rows={heads}
                keyOf={({ number }) => number}
                empty={<p>还没有封存过，有操作后一分钟内进行。</p>}
              />
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}
