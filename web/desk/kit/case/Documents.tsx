import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import type { CasePage } from '#contract/routes/cases.ts';
import { fileSize } from '#web/common/format.ts';
import { addressOf } from '../api/api.ts';
import { Moment } from '../page/Moment.tsx';

type Document = CasePage['documents'][number];

function DocumentState({ caseRef, document }: { readonly caseRef: string; readonly document: Document }) {
  if (document.state === 'making') return <p className="quiet">正在生成并签名，完成后可在此下载。</p>;
  if (document.state === 'failed')
    return <p className="fault">暂未生成，系统会自动重试。{document.why ? `原因：${document.why}` : ''}</p>;
  const { signature } = document;
  return (
    <>
      <p>
        <a href={addressOf('GET /api/cases/{ref}/documents/{id}', { ref: caseRef, id: document.id })} download>
          <DownloadOutlined aria-hidden /> 下载 PDF{document.bytes === null ? '' : `（${fileSize(document.bytes)}）`}
        </a>
      </p>
      {signature ? (
        <p className="quiet">
          电子签名（PAdES {signature.level}），签名人：{signature.signer}
          {document.signedAt ? (
            <>
              ，<Moment at={document.signedAt} exact />
            </>
          ) : null}
          {signature.isTest ? '。测试签名，不具法律效力。' : ''}
        </p>
      ) : null}
    </>
  );
}

export function Documents({ page }: { readonly page: Pick<CasePage, 'ref' | 'documents'> }) {
  if (page.documents.length === 0) return null;
  return (
    <section className="card">
      <h2>协议文件</h2>
      <ul className="plain">
        {page.documents.map(document => (
          <li key={document.id}>
            <p>
              <FilePdfOutlined aria-hidden /> <strong>{document.title}</strong>
              {document.version > 1 ? ` ${document.nth}` : ''}
            </p>
            <DocumentState caseRef={page.ref} document={document} />
          </li>
        ))}
      </ul>
    </section>
  );
}
