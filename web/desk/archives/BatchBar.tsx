import { App, Button } from 'antd';
import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { type ReasonInput, ReasonModal } from '#web/desk/kit/forms/ReasonModal.tsx';
import { countOf, type Selection } from '#web/desk/kit/list/selection.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { Outcome } from './BatchOutcome.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly selection: Selection;
  readonly reasons: readonly string[];
  readonly onClear: () => void;
  readonly onDone: (outcome: Outcome) => void;
}
const wordOf = { approve: '审核通过', reject: '审核不通过' } as const;

/** 批量审核: the rows of this page that are ticked. The bar stays in sight while the list scrolls. */
export function BatchBar({ kind, selection, reasons, onClear, onDone }: Props) {
  const { modal, notification } = App.useApp();
  const press = usePress();
  const [asking, setAsking] = useState(false);
  const count = countOf(selection);
  if (count === 0) return null;

  const send = async (action: keyof typeof wordOf, reason?: ReasonInput) => {
    const requests = [...selection.ticked].map(([ref, version]) => ({ id: Number(ref), version }));
    const body = { action, requests, ...(reason ? { reason } : {}) };
    try {
      const answer = await press(body, key => call('POST /api/archives/{kind}/decisions', { params: { kind }, body, key }));
      setAsking(false);
      onDone({ ...answer, word: wordOf[action] });
      return undefined;
    } catch (error) {
      const faults = Object.entries(fieldFaultsOf(error)).map(([path, fault]) => [path.replace(/^reason\./, ''), fault]);
      if (faults.length > 0) return Object.fromEntries(faults);
      notification.warning({
        key: 'batch',
        duration: 12,
        title: `批量${wordOf[action]}没有办理`,
        description: sentenceFor(error),
      });
      return undefined;
    }
  };
  const approve = () =>
    modal.confirm({
      title: `批量审核通过 ${countWords(count)} 条？`,
      content: '逐条办理，结果逐条列出；已由他人审核的会跳过并注明。',
      okText: `审核通过（${countWords(count)} 条）`,
      onOk: () => send('approve'),
    });
  return (
    <section className="batch-bar" aria-label="批量审核">
      <p aria-live="polite">
        本页已选 <strong>{countWords(count)}</strong> 条
      </p>
      <span className="top-space" />
      <Button type="primary" onClick={() => void approve()}>
        批量审核通过
      </Button>
      <Button danger onClick={() => setAsking(true)}>
        批量审核不通过
      </Button>
      <Button type="text" onClick={onClear}>
        取消选择
      </Button>
      <ReasonModal
        title={`批量审核不通过：${countWords(count)} 条`}
        okText={`审核不通过（${countWords(count)} 条）`}
        note="以下原因适用于所选的全部申请，每位毕业生都会看到。原来登记的内容保持不变。"
        reasons={reasons}
        open={asking}
        onCancel={() => setAsking(false)}
        onSend={reason => send('reject', reason)}
      />
    </section>
  );
}
