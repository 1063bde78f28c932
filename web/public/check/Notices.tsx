import type { TransferKind } from '#domain/transfers/kinds.ts';
import { checkNotes } from '#domain/verification/check-words.ts';
import { formWords } from '#domain/verification/form-words.ts';
import { goesTo } from '#domain/verification/notices.ts';

export function Notices({ kind }: { readonly kind: TransferKind }) {
  const rule = goesTo[kind];
  return (
    <aside className="check-side" aria-label="核验说明">
      <section className="card">
        <h2 className="card-title">怎样核验</h2>
        <ul className="check-list">
          <li>扫描{formWords[kind].form}右上角的二维码，无需输入。</li>
          <li>或输入毕业生姓名，以及表上的核验编号或转递编号。</li>
          <li>收到 PDF 文件的，可在本页核验其电子签名，文件内容不会上传。</li>
        </ul>
        <p className="note guide-link">
          <a href="/api/guides/receiving-office">户档接收部门核验指南（PDF）</a>
        </p>
      </section>
      <section className="card">
        <h2 className="card-title">核验须知</h2>
        <ul className="check-list">
          {checkNotes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
      {rule && (
        <section className="card">
          <h2 className="card-title">档案转递到哪里</h2>
          <p className="note">{rule}</p>
        </section>
      )}
    </aside>
  );
}
