import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { amendmentsIn, typeChangeOf } from '#web/common/since-submitted.ts';
import { CaseFilesField } from '#web/desk/kit/case/CaseFilesField.tsx';

/** 补充证明材料: a type that a reviewer has chosen is proved before it is approved; who adds something is named with it. */
export function AddEvidence({ page }: { readonly page: CasePage }) {
  const [, setBusy] = useState(false);
  const mayAmend = page.actions.some(({ action }) => action === 'amend');
  const evidence = findEntry(destinationTypes, page.destinationType)?.evidence;
  if (!mayAmend || !amendmentsIn(page.history).some(typeChangeOf) || !evidence || evidence.mode === 'none') return null;
  return (
    <section className="card">
      <h2>补充证明材料</h2>
      <p className="note">
        去向类型由老师改过，新类型的材料齐全后才能审核通过
        {evidence.mode === 'anyOf' && evidence.items.length > 1 ? '，以下任选其一' : ''}
        。您上传的会注明由您补充；没有材料的，请退回修改。
      </p>
      {evidence.items.map(({ name, required }, item) => (
        <div key={name} className="above">
          <h3>
            {name}
            {required ? '' : '（选传）'}
          </h3>
          <CaseFilesField
            page={page}
            purpose="evidence"
            item={item}
            label={`选择${name}，或拖到此处`}
            hint="图片或 PDF，最大 20 MB"
            onBusy={setBusy}
          />
        </div>
      ))}
    </section>
  );
}
