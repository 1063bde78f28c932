import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { addressOf } from '#web/desk/kit/api/api.ts';
import { sheetTypes } from '#web/desk/kit/forms/accepted.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { useMe } from '#web/desk/kit/session/session.ts';
import { batchColumns, batchPath } from './batch-columns.tsx';
import { NotQualified } from './NotQualified.tsx';
import { batchesQuery, batchQuery } from './queries.ts';

const largest = { bytes: 20 * 1024 * 1024, sentence: '文件超过 20 MB。请删除多余的工作表、图片和格式后上传。' } as const;

/** 批量签约邀请: the template, the upload, and the sheets of the last week. */
export default function InviteManyPage() {
  const { employer } = useMe();
  const batches = useQuery(batchesQuery);
  return (
    <>
      <PageHead title="批量签约邀请" note="一次最多邀请 1,000 人：下载模板，填写，上传检查，确认后发送。">
        <Link href="/employer/invite">逐个邀请</Link>
      </PageHead>
      {employer?.qualified ? (
        <>
          <section className="card">
            <h2>1 下载模板</h2>
            <p className="quiet form-note">
              模板中已填好<Link href="/employer/terms">默认条款</Link>
              ，只需补上毕业生和各人不同的内容。也可以上传自己的表格，至少有「姓名」和「身份证号」两列，没有的列按默认条款填写。
            </p>
            <a href={addressOf('GET /api/employer/invitation-template')} download className="button-link">
              <DownloadOutlined aria-hidden /> 下载模板（xlsx）
            </a>
          </section>
          <section className="card">
            <h2>2 上传检查</h2>
            <UploadSheet />
          </section>
        </>
      ) : (
        <NotQualified />
      )}
      <Loaded query={batches}>
        {data => (
          <section className="card flush">
            <h2 className="inside">最近上传</h2>
            <DataTable
              caption="最近上传的批量签约邀请"
              columns={batchColumns}
              rows={data.batches}
              keyOf={({ id }) => id}
              pathOf={batchPath}
              empty={<p>最近 7 天没有上传过。</p>}
            />
          </section>
        )}
      </Loaded>
    </>
  );
}

function UploadSheet() {
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  return (
    <SendField
      to="POST /api/employer/invitation-batches"
      onTaken={batch => {
        void queryClient.invalidateQueries({ queryKey: batchesQuery.queryKey });
        void queryClient.invalidateQueries({ queryKey: batchQuery(batch.id).queryKey });
        navigate(batchPath(batch));
      }}
      largest={largest}
      label="选择 xlsx 文件，或拖到此处"
      hint="上传后逐行检查并列出结果，确认之前不会发送。"
      accept={sheetTypes}
    />
  );
}
