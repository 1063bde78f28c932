import type { CasePage } from '#contract/routes/cases.ts';
import { type Action, isAction } from '#domain/actions/all.ts';
import { call } from '#web/common/client.ts';
import { faultOf } from '#web/common/problem-words.ts';
import { forgetDrafts, useDraft } from '#web/common/use-draft.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Field } from '#web/phone/kit/Field.tsx';
import { Files } from '#web/phone/kit/files/LazyFiles.tsx';
import { slotOf, useOnTheWay } from '#web/phone/kit/files/slots.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { useRefreshCase } from '#web/phone/kit/use-case.ts';
import { Why } from '#web/phone/kit/Why.tsx';
import { ActionProblem } from './ActionProblem.tsx';
import { actWordsOn } from './acts.ts';
import { ReasonFields } from './ReasonFields.tsx';

interface Props {
  readonly page: CasePage;
  readonly action: CasePage['actions'][number];
  readonly onClose: () => void;
  readonly onDone: (page: CasePage) => void;
}

const send = (action: Action, page: CasePage, input: Record<string, unknown>, key: string) =>
  call('POST /api/cases/{ref}/actions/{action}', {
    params: { ref: page.ref, action },
    body: { version: page.version, input },
    key,
  });

/** Any act of a flow: what follows from it, what it asks for, and the button. */
export function ActSheet({ page, action, onClose, onDone }: Props) {
  const draft = `act:${page.ref}:${action.action}:`;
  // Handed in before and given back, it begins with what it said then.
  const before = page.history.findLast(one => one.action === action.action)?.reason;
  const [reason, setReason] = useDraft(`${draft}reason`, before?.reason);
  const [text, setText] = useDraft(`${draft}text`, before?.text);
  const contact = page.sections.flatMap(({ rows }) => rows).find(({ key }) => key === 'contactMobile')?.value;
  const [phone, setPhone] = useDraft(`${draft}phone`, contact === '--' ? '' : contact);
  const [ticked, setTicked] = useDraft(`${draft}explanation`);
  const explanation = ticked === 'yes';
  const refresh = useRefreshCase(page.ref);
  const onTheWay = useOnTheWay();
  const acting = useIdempotentCommand(
    (input: Record<string, unknown>, key) =>
      isAction(action.action) ? send(action.action, page, input, key) : Promise.reject(new Error(action.action)),
    answered => {
      forgetDrafts(draft);
      onDone(answered);
    },
  );
  /** A fault disappears as soon as something is changed. */
  const typed = (set: (value: string) => void) => (value: string) => {
    set(value);
    if (acting.error) acting.reset();
  };
  const words = actWordsOn(page, action.action);
  const asksReason = action.asks === 'termination' || action.asks === 'note' || action.asks === 'reason';
  const purpose =
    action.asks === 'scan' ? 'scan' : action.asks === 'termination' && page.flow === 'offline-termination' ? 'letter' : undefined;
  const ofPurpose = page.files.filter(file => file.purpose === purpose && !(purpose === 'scan' && file.submitted));
  // The checks look for an agreement, which a 情况说明 is not.
  const gathered = explanation ? ofPurpose.map(file => ({ ...file, checks: [] })) : ofPurpose;
  const inputs: Readonly<Record<string, Record<string, unknown>>> = {
    scan: { explanation },
    phone: phone.trim() ? { phone: phone.trim() } : {},
  };
  const reasonInput = { ...(reason && { reason }), ...(text.trim() && { text: text.trim() }) };
  const faults = { reason: faultOf(acting.error, 'reason'), text: faultOf(acting.error, 'text') };
  const other = { files: faultOf(acting.error, 'files'), phone: faultOf(acting.error, 'phone') };
  const atFields = [faults.reason, faults.text, other.files, other.phone].some(Boolean);
  return (
    <Sheet title={purpose === 'letter' ? '申请解约' : action.word} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (onTheWay.holdsBack()) return;
          acting.mutate(asksReason ? reasonInput : (inputs[action.asks ?? ''] ?? {}));
        }}
      >
        {page.why?.kind === 'refused' && <Why why={page.why} />}
        {words?.means && <p className="notice tone-review">{words.means}</p>}
        {asksReason && (
          <ReasonFields
            reasons={page.reasons[action.action] ?? []}
            {...{ reason, text, faults }}
            onReason={typed(setReason)}
            onText={typed(setText)}
            optional={action.asks === 'note'}
          />
        )}
        {action.asks === 'phone' && (
          <Field
            label="单位联系人手机"
            hint="短信发送到这个手机，可以改填单位的另一个手机。"
            inputMode="tel"
            value={phone}
            fault={other.phone}
            onValue={typed(setPhone)}
          />
        )}
        {action.asks === 'scan' && (
          <label className="tick">
            <input
              type="checkbox"
              checked={explanation}
              onChange={event => setTicked(event.currentTarget.checked ? 'yes' : '')}
            />
            <span>协议书内容有误：上传情况说明，请老师审核不通过，以便重新填写</span>
          </label>
        )}
        {purpose && (
          <Files
            caseRef={page.ref}
            purpose={purpose}
            item={0}
            label={purpose === 'letter' ? '双方签订的解约函' : explanation ? '情况说明' : '加盖单位公章的协议书（每页）'}
            files={gathered}
            fault={onTheWay.faultAt(slotOf({ caseRef: page.ref, purpose, item: 0 })) ?? other.files}
            onSending={onTheWay.onSending}
            onChanged={() => {
              refresh();
              if (acting.error) acting.reset();
            }}
          />
        )}
        {acting.error && !atFields && <ActionProblem error={acting.error} caseRef={page.ref} onClose={onClose} />}
        <button type="submit" className="button button-main button-wide" disabled={acting.isPending}>
          {acting.isPending ? '正在提交' : (words?.confirm ?? action.word)}
        </button>
      </form>
    </Sheet>
  );
}
