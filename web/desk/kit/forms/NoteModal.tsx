import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { clearChanged, type Faults, showFaults } from './form-faults.ts';

interface Note {
  readonly reason?: string;
  readonly text?: string;
}
interface Props {
  readonly title: string;
  readonly okText: string;
  readonly note: string;
  readonly label: string;
  /** Reasons to choose from; choosing one is optional. */
  readonly reasons?: readonly string[];
  readonly optional?: boolean;
  readonly danger?: boolean;
  /** Characters that the server takes. */
  readonly atMost?: number;
  readonly open: boolean;
  readonly onCancel: () => void;
  readonly onSend: (input: Note) => Promise<Faults | undefined>;
  /** The files that belong to it, with what is wrong with them; nothing is sent while one is on its way. */
  readonly files?: (fault: string | undefined, onBusy: (busy: boolean) => void) => ReactNode;
}

/** Asks for a text that becomes part of the record. Closing the window keeps what was typed. */
export function NoteModal({ title, okText, note, label, open, onCancel, onSend, files, ...how }: Props) {
  const { reasons = [], optional = false, danger = false, atMost = 500 } = how;
  const [form] = Form.useForm<Note>();
  // A page has several such windows: their fields must not share ids.
  const id = useId();
  const [sending, setSending] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [unplaced, setUnplaced] = useState<string>();
  const [atFiles, setAtFiles] = useState<string>();
  useEffect(() => {
    if (open) form.setFields([{ name: 'text', errors: [] }]);
  }, [open, form]);

  const send = async () => {
    const { reason, text: typed } = form.getFieldsValue();
    const text = typed?.trim() ?? '';
    if (text === '' && !optional) {
      showFaults(form, { text: `请填写${label}` });
      return;
    }
    setSending(true);
    try {
      const faults = await onSend({ ...(reason ? { reason } : {}), ...(text ? { text } : {}) });
      const { files: ofFiles, ...others } = faults ?? {};
      setAtFiles(ofFiles);
      setUnplaced(faults ? showFaults(form, others)[0] : undefined);
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
      okButtonProps={{ danger, disabled: isBusy }}
      afterOpenChange={isOpen => isOpen && form.getFieldInstance(reasons.length > 0 ? 'reason' : 'text')?.focus()}
      forceRender
    >
      <p className="quiet">{note}</p>
      <Form name={id} form={form} onValuesChange={changed => clearChanged(form, changed)} layout="vertical" requiredMark={false}>
        {reasons.length > 0 ? (
          <Form.Item name="reason" label="原因（选填）">
            <Select options={reasons.map(value => ({ value, label: value }))} placeholder="请选择原因" allowClear />
          </Form.Item>
        ) : null}
        <Form.Item name="text" label={optional ? `${label}（选填）` : label}>
          <Input.TextArea rows={4} maxLength={atMost} showCount />
        </Form.Item>
        {files?.(atFiles, setBusy)}
      </Form>
      <p className="fault" role="alert">
        {unplaced}
      </p>
    </Modal>
  );
}
