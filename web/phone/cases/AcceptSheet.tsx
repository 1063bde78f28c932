import { useEffect, useId, useRef, useState } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { forgetDrafts, useDraft } from '#web/common/use-draft.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Deadline } from '#web/phone/kit/Deadline.tsx';
import { Field } from '#web/phone/kit/Field.tsx';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { Why } from '#web/phone/kit/Why.tsx';
import { AcceptSummary } from './AcceptSummary.tsx';
import { ActionProblem } from './ActionProblem.tsx';
import { actWordsOn } from './acts.ts';
import { type Consent, type ConsentFaults, consentInput, faultsIn, faultsOfAnswer } from './consent.ts';
import { SmsCode } from './SmsCode.tsx';

interface Props {
  readonly page: CasePage;
  readonly onClose: () => void;
  readonly onDone: (page: CasePage) => void;
}

/** Of a code that was pasted with spaces, or typed on a Chinese keyboard. */
const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '');

/** 意愿确认: a tick, and the own name typed or an SMS code. Destinations §1. */
export function AcceptSheet({ page, onClose, onDone }: Props) {
  const { ref, version } = page;
  const isTermination = page.signing !== null;
  const draft = `accept:${ref}:`;
  const [ticked, setTicked] = useDraft(`${draft}agreed`);
  const [way, setWay] = useDraft(`${draft}method`);
  const [name, setName] = useDraft(`${draft}name`);
  const [code, setCode] = useDraft(`${draft}code`);
  const consent: Consent = { agreed: ticked === 'yes', method: way === 'sms' ? 'sms' : 'name', name, code };

  const accepting = useIdempotentCommand(
    (input: ReturnType<typeof consentInput>, key) =>
      call('POST /api/cases/{ref}/actions/{action}', {
        params: { ref, action: 'accept' },
        body: { version, input: page.voidable ? { ...input, voidFirst: true } : input },
        key,
      }),
    answered => {
      forgetDrafts(draft);
      onDone(answered);
    },
  );
  const [missing, setMissing] = useState<ConsentFaults>({});
  const answered = faultsOfAnswer(accepting.error);
  const faults = { ...answered, ...missing };
  const form = useRef<HTMLFormElement>(null);
  const tickFault = useId();

  // What the server found is put right where it is, without looking for it.
  useEffect(() => {
    if (accepting.error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [accepting.error]);

  const submit = () => {
    const found = faultsIn(consent);
    setMissing(found);
    if (Object.keys(found).length === 0) accepting.mutate(consentInput(consent));
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  /** A fault disappears as soon as its field is changed. */
  const touched = (field: keyof ConsentFaults) => {
    setMissing(({ [field]: _, ...rest }) => rest);
    if (accepting.error) accepting.reset();
  };

  return (
    <Sheet title={isTermination ? '同意解约' : '接受签约邀请'} onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          submit();
        }}
      >
        {page.voidable && <p className="notice tone-waiting">将同时作废您已登记的「{page.voidable.label}」。</p>}
        {isTermination ? <EndsSigning page={page} /> : <BeginsSigning page={page} />}
        <div className="field">
          <label className="tick">
            <input
              type="checkbox"
              checked={consent.agreed}
              aria-invalid={faults.agreed !== undefined}
              aria-describedby={faults.agreed ? tickFault : undefined}
              onChange={event => {
                setTicked(event.currentTarget.checked ? 'yes' : '');
                touched('agreed');
              }}
            />
            <span>{isTermination ? '我已核对解约原因，同意与该单位解除协议' : '我已核对邀请的全部内容，同意与该单位签约'}</span>
          </label>
          {faults.agreed && (
            <p className="fault" id={tickFault}>
              {faults.agreed}
            </p>
          )}
        </div>
        <fieldset>
          <legend>确认方式</legend>
          <div className="choices">
            {(
              [
                ['name', '输入姓名'],
                ['sms', '短信验证码'],
              ] as const
            ).map(([method, word]) => (
              <label key={method} className="choice">
                <input type="radio" name="method" checked={consent.method === method} onChange={() => setWay(method)} />
                <span>{word}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {consent.method === 'name' ? (
          <Field
            label="您的姓名"
            hint={`请输入「${page.graduateName}」。有不便输入的字时，请改用短信验证码。`}
            autoComplete="off"
            enterKeyHint="done"
            value={name}
            fault={faults.name}
            onValue={value => {
              setName(value);
              touched('name');
            }}
          />
        ) : (
          <>
            <SmsCode />
            <Field
              label="短信验证码"
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              fault={faults.code}
              onValue={value => {
                setCode(digitsOf(value).slice(0, 6));
                touched('code');
              }}
            />
          </>
        )}
        <p className="note">确认的时间、网络地址和设备会作为凭据留存。</p>
        {accepting.error && Object.keys(answered).length === 0 && (
          <ActionProblem error={accepting.error} caseRef={ref} onClose={onClose} />
        )}
        <button type="submit" className="button button-main button-wide" disabled={accepting.isPending}>
          {accepting.isPending ? '正在提交' : isTermination ? '确认同意' : page.voidable ? '作废并接受' : '确认接受'}
        </button>
      </form>
    </Sheet>
  );
}

const BeginsSigning = ({ page }: { readonly page: CasePage }) => (
  <>
    <div className="notice tone-review">
      <p>接受后，您不能再登记其他毕业去向；学校（院系）审核通过后，您与「{page.employerName}」的签约生效。</p>
      <p>
        <strong>生效后不能撤回</strong>，只有解约才能解除，须经双方同意、学校审核。
      </p>
    </div>
    {page.respondBy && <Deadline at={page.respondBy} />}
    <AcceptSummary page={page} />
  </>
);

const EndsSigning = ({ page }: { readonly page: CasePage }) => (
  <>
    <p className="notice tone-review">{actWordsOn(page, 'accept')?.means}</p>
    <Why why={page.why} />
  </>
);
