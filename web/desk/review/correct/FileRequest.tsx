import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { CaseFilesField } from '#web/desk/kit/case/CaseFilesField.tsx';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import type { Corrected } from './CorrectionFields.tsx';

const CorrectionFields = lazy(async () => ({ default: (await import('./CorrectionFields.tsx')).CorrectionFields }));

/** 申请变更: what a department does where only the school may change; or the way to the request that waits. */
export function FileRequest({ page }: { readonly page: CasePage }) {
  const [asking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [filesFault, setFilesFault] = useState<string>();
  const queryClient = useQueryClient();
  const { notification } = App.useApp();
  const press = usePress();
  const { mayFile = false, open = null } = page.review?.changeRequest ?? {};

  const send = async ({ fields, text }: Corrected) => {
    const body = { version: page.version, fields, text };
    try {
      const { id } = await press(`${page.ref} ${JSON.stringify(body)}`, key =>
        call('POST /api/cases/{ref}/change-requests', { params: { ref: page.ref }, body, key }),
      );
      setAsking(false);
      notification.success({
        title: `${page.graduateName}：变更申请已提交`,
        description: <Link href={`/changes/${id}`}>等待学校处理</Link>,
      });
    } catch (error) {
      const faults = fieldFaultsOf(error);
      setFilesFault(faults.files);
      if (Object.keys(faults).length > 0) return faults;
      notification.warning({ title: `${page.graduateName}：没有提交成功`, description: sentenceFor(error), duration: 12 });
      if (!codeOf(error)) return undefined;
    }
    void queryClient.invalidateQueries({ queryKey: caseQuery(page.ref).queryKey });
    void queryClient.invalidateQueries({ queryKey: ['change-requests'] });
    return undefined;
  };
  if (open !== null) return <Link href={`/changes/${open}`}>变更申请待学校处理，查看</Link>;
  if (!mayFile) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>申请变更</Button>
      <Suspense>
        {asking ? (
          <CorrectionFields
            key={page.version}
            page={page}
            title={`申请变更：${page.graduateName}`}
            okText="提交申请"
            consequence="由学校处理，同意后随即更正，您会收到结果。协议双方、岗位、薪酬和违约金不能变更。"
            textLabel="申请原因"
            hasReasons={false}
            open
            onCancel={() => setAsking(false)}
            onSend={send}
            isBusy={isBusy}
          >
            <h3>佐证材料</h3>
            <CaseFilesField
              page={page}
              purpose="change"
              hint="图片或 PDF，最大 20 MB，最多 8 份，例如：单位来函"
              fault={filesFault}
              onBusy={setBusy}
            />
          </CorrectionFields>
        ) : null}
      </Suspense>
    </>
  );
}
