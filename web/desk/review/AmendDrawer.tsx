import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, Select } from 'antd';
import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { FormFields } from '#web/desk/kit/forms/FormFields.tsx';
import { type Faults, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import type { TypedForm } from '#web/desk/kit/forms/form-groups.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { amendmentInput } from './amendment.ts';
import { amendmentQuery } from './amendment-query.ts';

interface Props {
  readonly page: CasePage;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onSend: (input: Readonly<Record<string, unknown>>) => Promise<Faults | undefined>;
}

/** 修改去向: another type, another form, before one decides. What was typed for one type stays for the next one. */
export function AmendDrawer({ page, open, onCancel, onSend }: Props) {
  const [form] = Form.useForm<{ form: TypedForm }>();
  const [type, setType] = useState(page.destinationType);
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  // Asked anew with each version: the graduate may have corrected the form meanwhile.
  const found = useQuery({ ...amendmentQuery(page.ref, type, page.version), enabled: open });
  const evidence = findEntry(destinationTypes, type)?.evidence;
  const needed = evidence && evidence.mode !== 'none' ? evidence.items.map(({ name }) => name) : [];

  const send = async () => {
    if (!found.data) return;
    setFault(undefined);
    setSending(true);
    try {
      const faults = await onSend(amendmentInput(type, found.data.fields, form.getFieldsValue(true).form ?? {}));
      if (faults) setFault(showFaults(form, faults)[0] ?? '有内容填写不正确，请按红字提示修改。');
    } finally {
      setSending(false);
    }
  };
  return (
    <Drawer
      title={`修改去向：${page.graduateName}`}
      open={open}
      onClose={onCancel}
      size={760}
      footer={
        <div className="buttons">
          <FootFault sentence={fault} />
          <Button type="primary" loading={sending} disabled={!found.data} onClick={() => void send()}>
            保存修改
          </Button>
          <Button onClick={onCancel}>取消</Button>
          <span className="quiet">修改前后都会留在办理记录中，毕业生会收到通知；修改后仍需审核。</span>
        </div>
      }
    >
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {data => (
          <Form name="amend" form={form} layout="vertical" initialValues={{ form: data.form }} requiredMark>
            <div className="form-grid">
              <Form.Item label="去向类型" htmlFor="amend-destination" className="wide">
                <Select
                  id="amend-destination"
                  aria-label="去向类型"
                  value={type}
                  options={data.types.map(({ code, label }) => ({ value: code, label }))}
                  showSearch={{ optionFilterProp: 'label' }}
                  onChange={setType}
                />
              </Form.Item>
            </div>
            {type !== page.destinationType && needed.length > 0 ? (
              <p className="note">
                该类型的证明材料：{needed.join('、')}
                。学生没有交的，保存后在审核页上传，或退回修改，由毕业生补充；材料不全不能审核通过。
              </p>
            ) : null}
            <FormFields fields={data.fields} />
          </Form>
        )}
      </Loaded>
    </Drawer>
  );
}
