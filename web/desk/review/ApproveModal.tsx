import { Modal } from 'antd';
import type { CasePage } from '#contract/routes/cases.ts';
import { consequenceOf } from './decision-words.ts';

interface Props {
  readonly page: CasePage;
  readonly open: boolean;
  readonly sending: boolean;
  readonly onCancel: () => void;
  readonly onSend: () => Promise<void>;
}

/** One key alone never decides: A asks, Enter confirms. A click on the button is not asked again. */
export function ApproveModal({ page, open, sending, onCancel, onSend }: Props) {
  const consequence = consequenceOf(page, 'approve');
  return (
    <Modal
      title={`审核通过：${page.graduateName}？`}
      open={open}
      okText="审核通过（Enter）"
      cancelText="取消（Esc）"
      okButtonProps={{ autoFocus: true }}
      confirmLoading={sending}
      onOk={() => void onSend()}
      onCancel={onCancel}
      destroyOnHidden
      width={420}
    >
      <p>{[page.employerName, page.jobTitle].filter(Boolean).join('，')}</p>
      {consequence ? <p className="quiet">{consequence}</p> : null}
    </Modal>
  );
}
