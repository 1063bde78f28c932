import { Modal } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** On its button. */
  readonly word?: string;
  readonly open: boolean;
  readonly sending: boolean;
  readonly onCancel: () => void;
  readonly onSend: () => Promise<void>;
  /** What is approved, and what follows. */
  readonly children: ReactNode;
}

/** One key alone never decides: A asks, Enter confirms. A click on the button is not asked again. */
export function ApproveModal({ title, word = '审核通过', open, sending, onCancel, onSend, children }: Props) {
  return (
    <Modal
      title={title}
      open={open}
      okText={`${word}（Enter）`}
      cancelText="取消（Esc）"
      okButtonProps={{ autoFocus: true }}
      confirmLoading={sending}
      onOk={() => void onSend()}
      onCancel={onCancel}
      destroyOnHidden
      width={420}
    >
      {children}
    </Modal>
  );
}
