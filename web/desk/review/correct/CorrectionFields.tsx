import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Form, type FormInstance, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { FormFields } from '#web/desk/kit/forms/FormFields.tsx';
import { type Faults, mended, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import type { TypedForm } from '#web/desk/kit/forms/form-groups.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { atForm, changedFields, type Texts } from './correction.ts';
import { correctionQuery } from './correction-query.ts';

interface Typed {
  readonly form?: TypedForm;
  readonly reason?: string;
  readonly text?: string;
}
export interface Corrected {
  /** Where another type was chosen. */
  readonly destinationType?: string;
  readonly fields: Texts;
  readonly reason: string;
  readonly text: string;
}
interface Props {
  readonly page: CasePage;
  readonly title: string;
  readonly okText: string;
  /** What follows from it, beside the button. */
  readonly consequence: string;
  readonly textLabel: string;
  readonly hasReasons: boolean;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onSend: (corrected: Corrected) => Promise<Faults | undefined>;
  /** What else belongs to it, below the reason. */
  readonly children?: ReactNode;
  /** The type may be corrected too: what the chosen one has to be proved with. */
  readonly proof?: (type: string, fault: string | undefined) => ReactNode;
  /** Something that belongs to it is on its way. */
  readonly isBusy?: boolean;
}

/** The fields of a record in force that may change, with their present values, and the reason for the change. */
export function CorrectionFields({ page, title, okText, consequence, open, onCancel, onSend, ...rest }: Props) {
  const { textLabel, hasReasons, children, proof, isBusy = false } = rest;
  const [form] = Form.useForm<Typed>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const [type, setType] = useState(page.destinationType);
  const [filesFault, setFilesFault] = useState<string>();
  const found = useQuery({ ...correctionQuery(page.ref, page.version, type), enabled: open });
  const isOtherType = type !== page.destinationType;

  const changed = ({ form: fields, ...others }: Typed) =>
    mended(form, [...Object.keys(fields ?? {}).map(key => ['form', key]), ...Object.keys(others).map(key => [key])]);

  const send = async () => {
    if (!found.data) return;
    const { reason = '', text = '' } = form.getFieldsValue();
    const typed: Typed = form.getFieldsValue(true);
    const fields = changedFields(found.data.fields, found.data.form, typed.form ?? {});
    setFault(undefined);
    setFilesFault(undefined);
    setSending(true);
    try {
      const faults = await onSend({ ...(isOtherType ? { destinationType: type } : {}), fields, reason, text: text.trim() });
      setFilesFault(faults?.files);
      if (faults) setFault(showFaults(form, atForm(faults))[0] ?? '有内容填写不正确，请按红字提示修改。');
    } finally {
      setSending(false);
    }
  };
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onCancel}
      size={760}
      footer={
        <div className="buttons">
          <FootFault sentence={fault} />
          <Button
            type="primary"
            loading={sending}
            disabled={!found.data || found.isPlaceholderData || isBusy}
            onClick={() => void send()}
          >
            {okText}
          </Button>
          <Button onClick={onCancel}>取消</Button>
          <span className="quiet">{consequence}</span>
        </div>
      }
    >
      <Loaded query={found} skeleton={<TableSkeleton />}>
        {data => (
          <Form
            name="correction"
            form={form}
            layout="vertical"
            initialValues={{ form: data.form }}
            requiredMark
            onValuesChange={changed}
          >
            <Changed form={form} fields={data.fields} standing={data.form} isOtherType={isOtherType} />
            {proof && data.types.length > 1 ? (
              <>
                <div className="form-grid">
                  <Form.Item label="去向类型" htmlFor="correction-type" className="wide">
                    <Select
                      id="correction-type"
                      aria-label="去向类型"
                      value={type}
                      options={data.types.map(({ code, label }) => ({ value: code, label }))}
                      showSearch={{ optionFilterProp: 'label' }}
                      onChange={setType}
                    />
                  </Form.Item>
                </div>
                {isOtherType ? proof(type, filesFault) : null}
              </>
            ) : null}
            <div className="form-grid">
              {hasReasons ? (
                <Form.Item name="reason" label="更正原因" required>
                  <Select options={data.reasons.map(value => ({ value, label: value }))} placeholder="请选择原因" />
                </Form.Item>
              ) : null}
              <Form.Item name="text" label={textLabel} required className="wide">
                <Input.TextArea rows={3} maxLength={500} showCount placeholder="请写明依据，例如：单位来函、毕业生提供的材料" />
              </Form.Item>
            </div>
            {children}
            <FormFields fields={data.fields} />
          </Form>
        )}
      </Loaded>
    </Drawer>
  );
}

type Fields = Parameters<typeof changedFields>[0];

/** What has been changed so far, by name: nobody has to look for it among thirty fields. */
function Changed({
  form,
  fields,
  standing,
  isOtherType,
}: {
  readonly form: FormInstance<Typed>;
  readonly fields: Fields;
  readonly standing: Texts;
  readonly isOtherType: boolean;
}) {
  const typed = Form.useWatch<TypedForm | undefined>('form', { form, preserve: true }) ?? standing;
  const keys = Object.keys(changedFields(fields, standing, typed));
  const names = [
    ...(isOtherType ? ['去向类型'] : []),
    ...fields.filter(({ key }) => keys.includes(key)).map(({ label }) => label),
  ];
  return (
    <p className="note" role="status">
      {names.length > 0 ? `已修改 ${names.length} 项：${names.join('、')}` : '请在下方修改需要更正的内容，未修改的保持不变。'}
    </p>
  );
}
