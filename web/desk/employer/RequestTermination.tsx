import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { CaseFilesField } from '#web/desk/kit/case/CaseFilesField.tsx';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { type ReasonInput, ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { employerCasePath, terminationList } from './employer-lists.ts';

/** 申请解约 on a signing in force. */
export function RequestTermination({ page }: { readonly page: CasePage }) {
  const [asking, setAsking] = useState(false);
  const [, navigate] = useLocation();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const press = usePress();
  const { termination, ref, version } = page;
  if (!termination || termination.open) return null;

  const send = async (input: ReasonInput) => {
    try {
      const opened = await press({ ref, version, input }, key =>
        call('POST /api/cases/{ref}/terminations', { params: { ref }, body: { version, input: { ...input } }, key }),
      );
      message.success('已发起解约，等待毕业生同意');
      navigate(employerCasePath({ flow: terminationList.flow, ref: opened.ref }));
      return undefined;
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error)).map(([path, fault]) => [path.replace(/^input\./, ''), fault]);
      if (faults.length > 0) return Object.fromEntries(faults);
      message.warning(sentenceFor(error), 8);
      return undefined;
    } finally {
      void queryClient.invalidateQueries({ queryKey: caseQuery(ref).queryKey });
      void queryClient.invalidateQueries({ queryKey: ['employer-cases'] });
    }
  };
  return (
    <>
      <Button danger disabled={termination.obstacle !== null} onClick={() => setAsking(true)}>
        申请解约
      </Button>
      <ReasonModal
        title={`与${page.graduateName}解约`}
        okText="申请解约"
        note="毕业生同意并经学校审核后，就业协议解除。请先与毕业生协商；违约责任按协议约定办理。"
        reasons={termination.reasons}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={send}
        files={onBusy => (
          <>
            <h3>解约材料（选填）</h3>
            <CaseFilesField
              page={page}
              purpose="grounds"
              label="选择材料，或拖到此处"
              hint="1–8 张图片或 1 份 PDF，每份不超过 20 MB；毕业生和审核老师可见，例如：解约协议、情况说明"
              onBusy={onBusy}
            />
          </>
        )}
      />
    </>
  );
}
