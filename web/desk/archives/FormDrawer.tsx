import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Drawer, Form } from 'antd';
import { useState } from 'react';
import { byEmployer, type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { useOrigin } from '#web/common/receivers/use-origin.ts';
import { type Answer, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { FormFields } from '#web/desk/kit/forms/FormFields.tsx';
import { showFaults } from '#web/desk/kit/forms/form-faults.ts';
import type { TypedForm } from '#web/desk/kit/forms/form-groups.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { TableSkeleton } from '#web/desk/kit/page/skeletons.tsx';
import { receiverControl } from './receiver-control.tsx';

type FormPage = Answer<'GET /api/archives/{kind}/records/{graduate}/form'>;
interface Values {
  readonly form?: TypedForm;
}
export interface Content {
  readonly version: number;
  readonly form: Record<string, string>;
}
interface Props {
  readonly kind: TransferKind;
  readonly title: string;
  readonly okText: string;
  readonly note: string;
  readonly query: UseQueryResult<FormPage>;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSend: (content: Content, key: string) => Promise<void>;
}

const typedIn = (fields: FormPage['fields'], form: TypedForm): Record<string, string> =>
  Object.fromEntries(
    fields.flatMap(({ key }) => {
      const value = form[key];
      return typeof value === 'string' ? [[key, value.trim()]] : [];
    }),
  );

/** The form of a record, or of a request before it is decided. What is wrong is said at its field. */
export function FormDrawer({ kind, title, okText, note, query, open, onClose, onSend }: Props) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const press = usePress();

  const send = async () => {
    if (!query.data) return;
    const content = { version: query.data.version, form: typedIn(query.data.fields, form.getFieldsValue(true).form ?? {}) };
    setFault(undefined);
    setSending(true);
    try {
      await press(content, key => onSend(content, key));
      onClose();
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const isNone = Object.keys(faults).length === 0;
      setFault(isNone ? sentenceFor(error) : (showFaults(form, faults)[0] ?? '有内容填写不正确，请按红字提示修改。'));
    } finally {
      setSending(false);
    }
  };
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      size={720}
      destroyOnHidden
      footer={
        <div className="buttons">
          <FootFault sentence={fault} />
          <Button type="primary" loading={sending} disabled={!query.data} onClick={() => void send()}>
            {okText}
          </Button>
          <Button onClick={onClose}>取消</Button>
          <span className="quiet">{note}</span>
        </div>
      }
    >
      <Loaded query={query} skeleton={<TableSkeleton />}>
        {data => <Fields kind={kind} form={form} data={data} />}
      </Loaded>
    </Drawer>
  );
}

interface FieldsProps {
  readonly kind: TransferKind;
  readonly form: ReturnType<typeof Form.useForm<Values>>[0];
  readonly data: FormPage;
}

function Fields({ kind, form, data }: FieldsProps) {
  const { fields, form: present, origin, originType, hints } = data;
  const { typeKey, receiverRegionKey } = transferDetails[kind];
  const [type, setType] = useState(present[typeKey] ?? '');
  const { chooseType, provinceOf, isKept } = useOrigin(kind, data);
  const hint = hints[type];
  return (
    <Form
      name={`transfer-${kind}`}
      form={form}
      layout="vertical"
      initialValues={{ form: present }}
      requiredMark
      onValuesChange={(changed: Values) => {
        const chosen = changed.form?.[typeKey];
        if (typeof chosen !== 'string') return;
        setType(chosen);
        form.setFieldsValue({ form: chooseType(typedIn(fields, form.getFieldsValue(true).form ?? {}), type, chosen) });
      }}
    >
      {type === originType && receiverRegionKey && origin ? (
        <p className="note" role="status">
          生源地：{origin.regionName}。
          {origin.receiver
            ? '已按生源地填入接收机构，可以补充或更正，不能改到其他省份。'
            : '目录中没有该生源地的接收机构，请填写。'}
          {isKept ? '原来填写的内容已被替换；改选其他类型，会恢复。' : ''}
        </p>
      ) : null}
      {hint ? <p className="note">{hint}</p> : null}
      <FormFields
        fields={fields}
        control={field =>
          receiverControl(field, { isEmployer: type === byEmployer, receiverRegionKey, province: provinceOf(type) })
        }
      />
    </Form>
  );
}
