import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import type { ReturnedField } from '#contract/routes/cases.ts';
import { reasonFormFor, returnFormFor } from '#domain/forms/reason-form.ts';
import { type Faults, faultsOf, showFaults } from './form-faults.ts';
import { NamedFields } from './NamedFields.tsx';

export interface ReasonInput {
  readonly reason: string;
  readonly text: string;
  readonly fields?: readonly { readonly key: string; readonly text: string }[];
}
/** The fields of the form that are sent back with it. */
interface Naming {
  readonly named: readonly ReturnedField[];
  readonly say: (key: string, text: string | undefined) => void;
  /** The reason that fits them. */
  readonly reason: string | undefined;
}

interface Props {
  readonly title: string;
  readonly okText: string;
  readonly note: string;
  readonly reasons: readonly string[];
  /** The decision ends the case, so its button is red. */
  readonly danger?: boolean;
  readonly open: boolean;
  readonly onCancel: () => void;
  /** Returns the faults by field, or undefined when the answer was accepted. */
  readonly onSend: (input: ReasonInput) => Promise<Readonly<Record<string, string>> | undefined>;
  /** The files that belong to it; nothing is sent while one is on its way. */
  readonly files?: (onBusy: (busy: boolean) => void) => ReactNode;
  readonly naming?: Naming | undefined;
}
const nothingNamed: Naming['named'] = [];

/** Asks for what an adverse decision needs: a reason of the list and a text. Closing the window keeps what was typed. */
export function ReasonModal({ title, okText, note, reasons, danger = true, open, onCancel, onSend, files, naming }: Props) {
  const [form] = Form.useForm<ReasonInput>();
  // A page has several such windows: their fields must not share ids.
  const id = useId();
  const [sending, setSending] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [atNamed, setAtNamed] = useState<Faults>({});
  const named = naming?.named ?? nothingNamed;
  const proposed = naming?.reason;
  useEffect(() => {
    if (!open) return;
    setAtNamed({});
    form.setFields([
      { name: 'reason', errors: [] },
      { name: 'text', errors: [] },
    ]);
    if (proposed && !form.getFieldValue('reason')) form.setFieldValue('reason', proposed);
  }, [open, form, proposed]);

  const show = (faults: Faults) => {
    showFaults(form, faults);
    setAtNamed(faults);
  };
  const send = async () => {
    const fields = named.map(({ key, text }) => ({ key, text }));
    const keys = fields.map(({ key }) => key);
    const asked = fields.length > 0 ? returnFormFor(reasons, keys) : reasonFormFor(reasons);
    const parsed = asked.safeParse({ ...form.getFieldsValue(), fields });
    if (!parsed.success) {
      show(faultsOf(parsed.error));
      return;
    }
    setSending(true);
    try {
      const faults = await onSend(parsed.data);
      if (faults) show(faults);
    } finally {
      setSending(false);
    }
  };

  return (
    <Modal
      title={title}
      open={open}
      okText={okText}
      onOk={send}
      onCancel={onCancel}
      confirmLoading={sending}
      okButtonProps={{ danger, disabled: isBusy }}
      afterOpenChange={isOpen => isOpen && form.getFieldInstance('reason')?.focus()}
      forceRender
    >
      <p className="quiet">{note}</p>
      <Form
        name={id}
        form={form}
        layout="vertical"
        requiredMark={false}
        onValuesChange={({ reason, text }: Partial<ReasonInput>) => {
          if (reason !== undefined) form.setFields([{ name: 'reason', errors: [] }]);
          if (text !== undefined) form.setFields([{ name: 'text', errors: [] }]);
        }}
      >
        <Form.Item name="reason" label="原因">
          <Select options={reasons.map(value => ({ value, label: value }))} placeholder="请选择原因" />
        </Form.Item>
        {naming && named.length > 0 ? (
          <NamedFields
            fields={named}
            faultAt={index => atNamed[`fields.${index}.text`] ?? atNamed[`fields.${index}.key`]}
            onSay={(key, text) => {
              setAtNamed({});
              naming.say(key, text);
            }}
          />
        ) : null}
        <Form.Item name="text" label={named.length > 0 ? '补充说明（选填，对方可见）' : '具体说明（对方可见）'}>
          <Input.TextArea rows={4} maxLength={500} showCount placeholder="请写明问题在哪里、怎样处理" />
        </Form.Item>
        {files?.(setBusy)}
      </Form>
    </Modal>
  );
}
