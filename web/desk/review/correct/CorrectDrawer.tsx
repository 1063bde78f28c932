import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { directedDestination } from '#domain/codes/destination-types.ts';
import type { Faults } from '#web/desk/kit/forms/form-faults.ts';
import { CorrectionFields } from './CorrectionFields.tsx';
import { ProofOfType } from './ProofOfType.tsx';

interface Props {
  readonly page: CasePage;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onSend: (input: object) => Promise<Faults | undefined>;
}

/** 更正信息: the school changes reporting fields of what is in force. */
export function CorrectDrawer({ page, open, onCancel, onSend }: Props) {
  const [isBusy, setBusy] = useState(false);
  const isAgreement = page.flow !== 'other-destination';
  return (
    <CorrectionFields
      page={page}
      title={`更正信息：${page.graduateName}`}
      okText="更正"
      consequence={
        isAgreement
          ? '协议双方、岗位、薪酬和违约金不能更正。更正后重新上报，生成变更记录，通知毕业生和用人单位。'
          : `${page.destinationType === directedDestination ? '定向、委培单位随学生名单一并更新。' : ''}改变去向类型的，须上传新类型的证明材料。更正后重新上报，生成变更记录，通知毕业生。`
      }
      textLabel={isAgreement ? '更正说明（毕业生和用人单位可见）' : '更正说明（毕业生可见）'}
      hasReasons
      proof={(type, fault) => <ProofOfType page={page} type={type} fault={fault} onBusy={setBusy} />}
      isBusy={isBusy}
      open={open}
      onCancel={onCancel}
      onSend={onSend}
    />
  );
}
