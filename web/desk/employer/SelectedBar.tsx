import { App, Button } from 'antd';
import { useState } from 'react';
import { call } from '#web/desk/kit/api/api.ts';
import { nothing, type Selection } from '#web/desk/kit/list/selection.ts';
import type { Row } from './employer-columns.tsx';
import { InviteAgainModal } from './InviteAgainModal.tsx';
import { useMany } from './use-many.tsx';

interface Props {
  readonly rows: readonly Row[];
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Starts the file of the agreements of these cases. */
  readonly onPack: (refs: readonly string[]) => void;
}

/** What is done with the rows that are ticked. The bar stays in sight while the list scrolls. */
export function SelectedBar({ rows, selection, select, onPack }: Props) {
  const { modal } = App.useApp();
  const { progress, run } = useMany<Row>();
  const [asking, setAsking] = useState(false);
  const chosen = rows.filter(({ ref }) => selection.ticked.has(ref));
  if (chosen.length === 0) return null;
  const [open, over, agreed] = [
    chosen.filter(({ mayRecall }) => mayRecall),
    chosen.filter(({ mayInviteAgain }) => mayInviteAgain),
    chosen.filter(({ hasAgreement }) => hasAgreement),
  ];

  const recall = () =>
    void modal.confirm({
      title: `撤回 ${open.length} 份签约邀请？`,
      content: `${open.map(({ graduateName }) => graduateName).join('、')}。撤回后毕业生不能再应约；可以再次邀请。`,
      okText: `撤回 ${open.length} 份`,
      onOk: () => {
        void run('批量撤回邀请', open, ({ ref, version }, key) =>
          call('POST /api/cases/{ref}/actions/{action}', {
            params: { ref, action: 'recall' },
            body: { version, input: {} },
            key,
          }),
        ).then(() => select(nothing));
      },
    });
  const inviteAgain = (validityDays: number) => {
    setAsking(false);
    void run('再次邀请', over, ({ ref }, key) =>
      call('POST /api/employer/cases/{ref}/invitation', { params: { ref }, body: { validityDays }, key }),
    ).then(() => select(nothing));
  };
  return (
    <section className="batch-bar" aria-label="批量办理">
      <span>
        已选 <strong>{chosen.length}</strong> 条
      </span>
      {progress ? (
        <span role="status">
          正在办理 {progress.done + 1} / {progress.of}…
        </span>
      ) : (
        <>
          {over.length > 0 ? (
            <Button type="primary" onClick={() => setAsking(true)}>
              再次邀请（{over.length}）
            </Button>
          ) : null}
          {open.length > 0 ? (
            <Button danger onClick={recall}>
              撤回邀请（{open.length}）
            </Button>
          ) : null}
          {agreed.length > 0 ? (
            <Button onClick={() => onPack(agreed.map(({ ref }) => ref))}>下载所选协议书（{agreed.length}）</Button>
          ) : null}
          <Button onClick={() => select(nothing)}>取消选择</Button>
        </>
      )}
      {asking ? (
        <InviteAgainModal
          names={over.map(({ graduateName }) => graduateName)}
          onClose={() => setAsking(false)}
          onSend={inviteAgain}
        />
      ) : null}
    </section>
  );
}
