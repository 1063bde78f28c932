import { useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { formatBeijing } from '#domain/dates.ts';
import { codeInvitationForm, invitationForm } from '#domain/forms/invitation-form.ts';
import { isInvitationCode, normalizeInvitationCode } from '#domain/identifiers/invitation-code.ts';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { draftOf } from '#web/desk/kit/forms/draft.ts';
import { clearChanged, faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Notice } from '#web/desk/kit/page/Notice.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { AgreementFields } from './AgreementFields.tsx';
import { ConfirmInvitation, type Invitation } from './ConfirmInvitation.tsx';
import { type By, WhomFields, type Whose } from './WhomFields.tsx';

type Defaults = Answer<'GET /api/employer/invitation-defaults'>;
interface Values {
  readonly by: By;
  readonly graduateName: string;
  readonly idNumber: string;
  readonly code: string;
  readonly validityDays: number;
  readonly agreement: Readonly<Record<string, unknown>>;
}
/** Refusals that belong to one field. */
const fieldOfCode: Readonly<Record<string, string>> = { 'invitation-code-unknown': 'code' };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The code that a scanned QR brought along; it leaves the URL at once. */
function useScannedCode(): string {
  const [code] = useState(() => normalizeInvitationCode(decodeURIComponent(window.location.hash.slice(1))));
  const isCode = isInvitationCode(code);
  useEffect(() => {
    if (isCode) window.history.replaceState(null, '', window.location.pathname + window.location.search);
  }, [isCode]);
  return isCode ? code : '';
}

/** One invitation: whom, to what; read once more; sent. */
export function InvitationForm({ employerId, defaults }: { readonly employerId: number; readonly defaults: Defaults }) {
  const [form] = Form.useForm<Values>();
  const [checked, setChecked] = useState<Invitation>();
  const [whose, setWhose] = useState<Whose>();
  const [sent, setSent] = useState<Answer<'POST /api/invitations'> & { readonly name: string }>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();
  const press = usePress();
  const scanned = useScannedCode();
  const draft = useMemo(() => draftOf('invitation', employerId), [employerId]);
  const initial = useMemo(
    () => ({
      by: 'document',
      ...defaults,
      ...draft.read(),
      ...(scanned ? { by: 'code', code: scanned } : {}),
    }),
    [defaults, draft, scanned],
  );
  const { agreement } = defaults;
  const certified = { name: text(agreement.employerName), uscc: text(agreement.uscc) };

  // An ID number is kept nowhere but in the field itself, and neither is a code.
  const keep = (changed: object, { idNumber: _unkept, code: _code, ...values }: Values) => {
    clearChanged(form, changed);
    draft.write(values);
  };

  const refused = (error: unknown) => {
    setFault(sentenceFor(error));
    const field = fieldOfCode[codeOf(error) ?? ''];
    const faults = field ? { [field]: sentenceFor(error) } : fieldFaultsOf(error);
    if (Object.keys(faults).length === 0) return;
    setChecked(undefined);
    // The form is on the page again after this turn.
    setTimeout(() => showFaults(form, faults));
  };
  /** The faults of the form. Looks up the graduate of a code too, so that the clerk reads a name before sending. */
  const check = async () => {
    setFault(undefined);
    const { by, graduateName, idNumber, code, validityDays, agreement: typed } = form.getFieldsValue();
    const { employerName, uscc, usccConfirmed } = agreement;
    const terms = { validityDays, agreement: { ...typed, employerName, uscc, usccConfirmed } };
    const parsed =
      by === 'code'
        ? codeInvitationForm.safeParse({ code: code ?? '', ...terms })
        : invitationForm.safeParse({ graduateName: graduateName ?? '', idNumber: idNumber ?? '', ...terms });
    const unplaced = showFaults(form, parsed.success ? {} : faultsOf(parsed.error));
    if (!parsed.success) return setFault(unplaced[0] ?? '有内容填写不正确，请按红字提示修改。');
    const it = parsed.data;
    try {
      const known =
        'code' in it ? (whose ?? (await call('POST /api/invitation-codes/reading', { body: { code: it.code } }))) : undefined;
      setWhose(known);
      setChecked('code' in it ? { ...it, whose: known } : it);
      window.scrollTo(0, 0);
    } catch (error) {
      refused(error);
    }
  };

  const send = async (invitation: Invitation) => {
    setFault(undefined);
    setSending(true);
    try {
      const answer = await press(JSON.stringify(invitation), key => {
        if (!('code' in invitation)) return call('POST /api/invitations', { body: invitation, key });
        const { whose: _, ...body } = invitation;
        return call('POST /api/invitation-codes/invitations', { body, key });
      });
      draft.forget();
      setSent({ ...answer, name: 'code' in invitation ? (invitation.whose?.graduateName ?? '') : invitation.graduateName });
      for (const key of ['employer-cases', 'employer-home', 'invitation-defaults'])
        void queryClient.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      refused(error);
    } finally {
      setSending(false);
    }
  };

  if (sent)
    return (
      <Notice
        kind="done"
        title={`邀请已发送给${sent.name}`}
        text={`请毕业生在 ${formatBeijing(new Date(sent.respondBy), 'minute')}（北京时间）之前应约。应约前可以撤回邀请。`}
      >
        <Button
          type="primary"
          onClick={() => {
            form.setFieldsValue({ graduateName: '', idNumber: '', code: '' });
            setSent(undefined);
            setChecked(undefined);
            setWhose(undefined);
          }}
        >
          邀请下一位
        </Button>
        <Link href={`/employer/cases/${sent.ref}`}>查看这份邀请</Link>
        <Link href="/employer/cases">签约管理</Link>
      </Notice>
    );

  return (
    <>
      <PageHead
        title={checked ? '核对签约邀请' : '签约邀请'}
        note={checked ? '请逐项核对，发送后毕业生即可看到全部内容。' : '带 * 的为必填项。已填内容保存在本浏览器标签页。'}
      >
        {checked ? null : (
          <Link href="/employer/invite/many" className="button-link">
            批量邀请（xlsx）
          </Link>
        )}
      </PageHead>
      {checked ? (
        <ConfirmInvitation
          invitation={checked}
          fault={fault}
          sending={sending}
          onBack={() => setChecked(undefined)}
          onSend={() => void send(checked)}
        />
      ) : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onValuesChange={keep}
        hidden={checked !== undefined}
        onFinish={() => void check()}
        noValidate
      >
        <WhomFields whose={whose} onWhose={setWhose} />
        <AgreementFields certified={certified} />
        <div className="form-foot">
          <FootFault sentence={fault} />
          <Button type="primary" htmlType="submit">
            下一步：核对内容
          </Button>
          <span className="quiet">下一步不会发送，核对后再发送。</span>
        </div>
      </Form>
    </>
  );
}
