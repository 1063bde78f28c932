import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Answer, addressOf, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { sheetTypes } from '#web/desk/kit/forms/accepted.ts';
import { ColumnMapping } from '#web/desk/kit/forms/ColumnMapping.tsx';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { pathsOf, useKind, wordsOf } from '../data/kind.ts';
import { ImportRuns } from './ImportRuns.tsx';
import { importsQuery } from './work-queries.ts';

type Uploaded = Answer<'POST /api/archives/{kind}/import-files'>;
const largest = { bytes: 32 * 1024 * 1024, sentence: '文件超过 32 MB。请使用模板，删除多余的工作表和格式后上传。' } as const;

/** 批量导入: template, upload, how the headers were read, and the imports so far. */
export default function ImportPage() {
  const kind = useKind();
  const { title } = wordsOf(kind);
  const runs = useQuery(importsQuery(kind));
  const [uploaded, setUploaded] = useState<Uploaded>();
  return (
    <>
      <PageHead
        title={`批量导入${title}`}
        note="按考生号、姓名、身份证号对应毕业生，三项须全部一致；无误的行立即生效，不需要再审核。"
      >
        <a href={addressOf('GET /api/archives/{kind}/import-template', { kind })} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载批量导入模板
        </a>
        <a href={addressOf('GET /api/archives/{kind}/region-codes', { kind })} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载地区代码表
        </a>
        <Link {...backToList(pathsOf(kind).records)}>返回列表</Link>
      </PageHead>
      <section className="card">
        <h2>上传</h2>
        {uploaded ? (
          <Start kind={kind} uploaded={uploaded} onLeave={() => setUploaded(undefined)} />
        ) : (
          <SendField
            to="POST /api/archives/{kind}/import-files"
            params={{ kind }}
            onTaken={setUploaded}
            largest={largest}
            label="选择 xlsx 文件，或拖到此处"
            hint="请用模板填写，最多 30,000 行，最大 32 MB；空行会跳过。上传后先核对表头，再开始导入。"
            accept={sheetTypes}
          />
        )}
      </section>
      <Loaded query={runs} skeleton={<TableSkeleton />}>
        {data => <ImportRuns kind={kind} runs={data.runs} />}
      </Loaded>
    </>
  );
}

interface StartProps {
  readonly kind: TransferKind;
  readonly uploaded: Uploaded;
  readonly onLeave: () => void;
}

function Start({ kind, uploaded: { fileId, fileName, columns, absent }, onLeave }: StartProps) {
  const press = usePress();
  const queryClient = useQueryClient();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const start = async () => {
    setSending(true);
    setFault(undefined);
    try {
      const body = { fileId, fileName };
      await press(body, key => call('POST /api/archives/{kind}/imports', { params: { kind }, body, key }));
      await queryClient.invalidateQueries({ queryKey: importsQuery(kind).queryKey });
      onLeave();
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <p>
        文件：<strong className="wrap">{fileName}</strong>
      </p>
      <ColumnMapping columns={columns} absent={absent} />
      {fault ? <Alert type="error" showIcon title={fault} className="door-alert above" role="alert" /> : null}
      <div className="buttons above">
        <Button type="primary" onClick={() => void start()} loading={sending}>
          开始导入
        </Button>
        <Button onClick={onLeave} disabled={sending}>
          换一个文件
        </Button>
        <span className="quiet">有误的行不导入，会注明原因，可下载后改正再上传。</span>
      </div>
    </>
  );
}
