import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { reasonFormFor } from '#domain/forms/reason-form.ts';
import { faultsOf, showFaults } from './form-faults.ts';

export interface ReasonInput {
  readonly reason: string;
  readonly text: string;
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
}

/** Asks for what an adverse decision needs: a reason of the list and a text. Closing the window keeps what was typed. */
export function ReasonModal({ title, okText, note, reasons, danger = true, open, onCancel, onSend, files }: Props) {
  const [form] = Form.useForm<ReasonInput>();
  // A page has several such windows: their fields must not share ids.
  const id = useId();
  const [sending, setSending] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (open)
      form.setFields([
        { name: 'reason', errors: [] },
        { name: 'text', errors: [] },
      ]);
  }, [open, form]);

  const send = async () => {
    const parsed = reasonFormFor(reasons).safeParse(form.getFieldsValue());
    if (!parsed.success) {
      showFaults(form, faultsOf(parsed.error));
      return;
    }
    setSending(true);
    try {
      const faults = await onSend(parsed.data);
      if (faults) showFaults(form, faults);
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
        <Form.Item name="text" label="具体说明（对方可见）">
          <Input.TextArea rows={4} maxLength={500} showCount placeholder="请写明问题在哪里、怎样处理" />
        </Form.Item>
        {files?.(setBusy)}
      </Form>
    </Modal>
  );
}
