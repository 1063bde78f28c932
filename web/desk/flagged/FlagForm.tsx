import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { type FlagKind, flagKinds } from '#domain/codes/flag-kinds.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { pictureTypes } from '#web/desk/kit/forms/accepted.ts';
import { FormFileField } from '#web/desk/kit/forms/FormFileField.tsx';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { flagQuery } from './queries.ts';

type Employer = Answer<'GET /api/flagged-employers/{uscc}'>;
interface Values {
  readonly name?: string;
  readonly kind?: FlagKind;
  readonly text?: string;
  readonly evidenceFileId?: string | null;
}

/** The form of a mark: name, kind, what happened, and the evidence. */
export function FlagForm({ employer, children }: { readonly employer: Employer; readonly children: ReactNode }) {
  const { uscc, version, mark, knownName } = employer;
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const save = async ({ name = '', kind, text = '', evidenceFileId = null }: Values) => {
    if (!kind) {
      showFaults(form, { kind: '请选择类别' });
      return;
    }
    setFault(undefined);
    setSaving(true);
    try {
      const body = { uscc, name, kind, text, evidenceFileId, version };
      const after = await press(JSON.stringify(body), key => call('POST /api/flagged-employers', { body, key }));
      message.success(mark ? '已保存修改' : '已标记为预警单位');
      queryClient.setQueryData(flagQuery(uscc).queryKey, after);
      void queryClient.invalidateQueries({ queryKey: ['flagged-employers'] });
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSaving(false);
    }
  };
  const initial = mark ?? { name: knownName ?? '', text: '', evidenceFileId: null };
  return (
    <section className="card">
      <h2>{mark ? '修改标记' : '标记为预警单位'}</h2>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        layout="vertical"
        initialValues={initial}
        onFinish={values => void save(values)}
        requiredMark={false}
      >
        <Form.Item name="name" label="单位名称">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="kind" label="类别">
          <Select
            options={flagKinds.map(({ code, name }) => ({ value: code, label: name }))}
            placeholder="请选择类别"
            style={{ maxWidth: 240 }}
          />
        </Form.Item>
        <Form.Item name="text" label="情况说明" extra="院系和学校审核时看到；毕业生只看到类别。">
          <Input.TextArea rows={5} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="evidenceFileId" label="佐证材料（选填）">
          <EvidenceField onBusy={setBusy} />
        </Form.Item>
        <p className="fault" role="alert">
          {fault}
        </p>
        <div className="buttons">
          <Button type="primary" htmlType="submit" loading={saving} disabled={isBusy}>
            {mark ? '保存修改' : '标记为预警单位'}
          </Button>
          {children}
        </div>
      </Form>
    </section>
  );
}

interface EvidenceProps {
  readonly id?: string;
  readonly value?: string | null;
  readonly onChange?: (fileId: string | null) => void;
  readonly onBusy: (busy: boolean) => void;
}

function EvidenceField(field: EvidenceProps) {
  const [name, setName] = useState<string>();
  return (
    <FormFileField
      {...field}
      onNamed={setName}
      name="佐证材料"
      what="文件"
      hint="JPEG、PNG、WebP、HEIC 图片（最大 20 MB）或 PDF（最大 5 MB）"
      accept={`${pictureTypes},application/pdf`}
    >
      <p className="buttons" role="status">
        {name ? `已上传：${name}` : '已有佐证材料'}
        <Button size="small" onClick={() => field.onChange?.(null)}>
          移除
        </Button>
      </p>
    </FormFileField>
  );
}
