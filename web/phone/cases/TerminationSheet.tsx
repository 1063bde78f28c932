import { useLocation } from 'wouter';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { faultOf } from '#web/common/problem-words.ts';
import { forgetDrafts, useDraft } from '#web/common/use-draft.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Files } from '#web/phone/kit/files/LazyFiles.tsx';
import { slotOf, useOnTheWay } from '#web/phone/kit/files/slots.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { useRefreshCase } from '#web/phone/kit/use-case.ts';
import { ActionProblem } from './ActionProblem.tsx';
import { ReasonFields } from './ReasonFields.tsx';

/** 申请解约: online the other party is asked; on paper a form is begun. Graduate guide §5 and §8. */
export function TerminationSheet({ page, onClose }: { readonly page: CasePage; readonly onClose: () => void }) {
  const draft = `terminate:${page.ref}:`;
  const [reason, setReason] = useDraft(`${draft}reason`);
  const [text, setText] = useDraft(`${draft}text`);
  const [, go] = useLocation();
  const onTheWay = useOnTheWay();
  const refresh = useRefreshCase(page.ref);
  const slot = { caseRef: page.ref, purpose: 'grounds', item: 0 } as const;
  const requesting = useIdempotentCommand(
    (input: Record<string, unknown>, key) =>
      call('POST /api/cases/{ref}/terminations', { params: { ref: page.ref }, body: { version: page.version, input }, key }),
    ({ ref }) => {
      forgetDrafts(draft);
      go(`/cases/${ref}${page.termination?.asksReason ? '?done=request' : '?do=submit'}`, { replace: true });
    },
  );
  /** A fault disappears as soon as something is changed. */
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    if (requesting.error) requesting.reset();
  };
  const faults = { reason: faultOf(requesting.error, 'reason'), text: faultOf(requesting.error, 'text') };
  if (!page.termination) return null;
  const { asksReason, reasons } = page.termination;
  return (
    <Sheet title="申请解约" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (onTheWay.holdsBack()) return;
          requesting.mutate(asksReason ? { reason, text: text.trim() } : {});
        }}
      >
        <p className="notice tone-review">
          请先与「{page.employerName}」协商一致。
          {asksReason
            ? '单位同意并经学校（院系）审核通过后，解约完成；单位回应没有时间限制。'
            : '需上传双方签订的解约函，经学校（院系）审核通过后，解约完成。'}
        </p>
        {asksReason && (
          <>
            <ReasonFields {...{ reasons, reason, text, faults }} onReason={typed(setReason)} onText={typed(setText)} />
            <Files
              {...slot}
              label="解约材料（选填），单位和审核老师可见"
              files={page.files.filter(({ purpose, submitted }) => purpose === slot.purpose && !submitted)}
              fault={onTheWay.faultAt(slotOf(slot))}
              onSending={onTheWay.onSending}
              onChanged={refresh}
            />
          </>
        )}
        {requesting.error && !faults.reason && !faults.text && (
          <ActionProblem error={requesting.error} caseRef={page.ref} onClose={onClose} />
        )}
        <button type="submit" className="button button-main button-wide" disabled={requesting.isPending}>
          {requesting.isPending ? '正在提交' : asksReason ? '发起申请' : '开始填写'}
        </button>
      </form>
    </Sheet>
  );
}
