import { App, Button } from 'antd';
import { useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { NoteModal } from '#web/desk/kit/forms/NoteModal.tsx';
import { useEmployerAction } from './use-employer-action.ts';

/** 同意, 拒绝, 撤回: what an employer answers to a termination, or takes back. Each is asked once more. */
export function TerminationAnswer({ page }: { readonly page: CasePage }) {
  const { modal } = App.useApp();
  const { sending, send } = useEmployerAction(page);
  const [declining, setDeclining] = useState(false);
  const open = (action: string) => page.actions.some(one => one.action === action && !one.obstacle);

  const accept = () =>
    void modal.confirm({
      title: `同意与${page.graduateName}解约？`,
      content: '同意后交由学校审核，审核通过即解除就业协议，不能再撤回。',
      okText: '同意解约',
      onOk: () => send('accept', {}, '已同意解约，等待学校审核'),
    });
  const cancel = () =>
    void modal.confirm({
      title: `撤回对${page.graduateName}的解约申请？`,
      content: '撤回后原签约继续有效；需要时可以重新申请。',
      okText: '撤回解约申请',
      onOk: () => send('cancel', {}, '已撤回解约申请'),
    });
  return (
    <>
      {open('accept') ? (
        <Button type="primary" loading={sending === 'accept'} onClick={accept}>
          同意解约
        </Button>
      ) : null}
      {open('decline') ? (
        <Button danger loading={sending === 'decline'} onClick={() => setDeclining(true)}>
          不同意解约
        </Button>
      ) : null}
      {open('cancel') ? (
        <Button danger loading={sending === 'cancel'} onClick={cancel}>
          撤回解约申请
        </Button>
      ) : null}
      <NoteModal
        title={`不同意与${page.graduateName}解约`}
        okText="不同意解约"
        danger
        note="原签约继续有效，毕业生会看到您的说明。"
        label="说明"
        reasons={page.reasons.decline ?? []}
        optional
        open={declining}
        onCancel={() => setDeclining(false)}
        onSend={async input => {
          const faults = await send('decline', input, '已答复：不同意解约');
          if (!faults) setDeclining(false);
          return faults;
        }}
      />
    </>
  );
}
