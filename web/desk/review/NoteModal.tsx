import { Form, Input, Modal } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { type Faults, showFaults } from '../pieces/form-faults.ts';

interface Props {
  readonly title: string;
  readonly okText: string;
  readonly note: string;
  readonly label: string;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onSend: (input: { readonly text: string }) => Promise<Faults | undefined>;
  /** What else belongs to it, such as files. */
  readonly children?: ReactNode;
}

/** A text that goes into the record. What was typed stays while the window is shut. */
export function NoteModal({ title, okText, note, label, open, onCancel, onSend, children }: Props) {
  const [form] = Form.useForm<{ text?: string }>();
  const [sending, setSending] = useState(false);
  const [unplaced, setUnplaced] = useState<string>();
  useEffect(() => {
    if (open) form.setFields([{ name: 'text', errors: [] }]);
  }, [open, form]);

  const send = async () => {
    const text = form.getFieldsValue().text?.trim() ?? '';
    if (text === '') {
      showFaults(form, { text: '请填写情况说明' });
      return;
    }
    setSending(true);
    try {
      const faults = await onSend({ text });
      setUnplaced(faults ? showFaults(form, faults)[0] : undefined);
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title={title}
      open={open}
      okText={okText}
      onOk={() => void send()}
      onCancel={onCancel}
      confirmLoading={sending}
      afterOpenChange={isOpen => isOpen && form.getFieldInstance('text')?.focus()}
      forceRender
    >
      <p className="quiet">{note}</p>
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="text" label={label}>
          <Input.TextArea rows={4} maxLength={500} showCount />
        </Form.Item>
        {children}
      </Form>
      <p className="fault" role="alert">
        {unplaced}
      </p>
    </Modal>
  );
}
