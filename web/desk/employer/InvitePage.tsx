import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { formatBeijing } from '#domain/dates.ts';
import { type InvitationForm, invitationForm, validityDays } from '#domain/forms/invitation-form.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '../app/api.ts';
import { draftOf } from '../app/draft.ts';
import { invitationDefaultsQuery } from '../app/queries.ts';
import { useMe } from '../app/session.ts';
import { usePress } from '../app/use-press.ts';
import { FootFault } from '../pieces/FootFault.tsx';
import { faultsOf, showFaults } from '../pieces/form-faults.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { Notice } from '../pieces/Notice.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { AgreementFields } from './AgreementFields.tsx';
import { ConfirmInvitation } from './ConfirmInvitation.tsx';
import { NotQualified } from './NotQualified.tsx';

interface Values {
  readonly graduateName: string;
  readonly idNumber: string;
  readonly validityDays: number;
  readonly agreement: Readonly<Record<string, unknown>>;
}

/** 签约邀请: open to qualified employers; to the others it says why not and where to go. */
export default function InvitePage() {
  const me = useMe();
  const defaults = useQuery({ ...invitationDefaultsQuery, enabled: me.employer?.qualified ?? false });
  if (!me.employer?.qualified)
    return (
      <>
        <PageHead title="签约邀请" />
        <NotQualified />
      </>
    );
  return (
    <Loaded query={defaults}>{({ agreement }) => <Invitation employerId={me.employer?.id ?? 0} defaults={agreement} />}</Loaded>
  );
}

function RespondBy() {
  const days: unknown = Form.useWatch('validityDays');
  const open = typeof days === 'number' && days >= validityDays.least && days <= validityDays.most;
  return (
    <p className="quiet" role="status">
      {open ? `今天发送，应约截止时间为 ${formatBeijing(respondBy(new Date(), days), 'minute')}（北京时间）` : '请填写 1–30 天'}
    </p>
  );
}

function Invitation({ employerId, defaults }: { readonly employerId: number; readonly defaults: Values['agreement'] }) {
  const [form] = Form.useForm<Values>();
  const [checked, setChecked] = useState<InvitationForm>();
  const [sent, setSent] = useState<Answer<'POST /api/invitations'> & { readonly name: string }>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();
  const press = usePress();
  const draft = useMemo(() => draftOf('invitation', employerId), [employerId]);
  const initial = useMemo(() => ({ validityDays: validityDays.usual, agreement: defaults, ...draft.read() }), [defaults, draft]);

  // An ID number is kept nowhere but in the field itself.
  const keep = (_: unknown, { idNumber: _unkept, ...values }: Values) => draft.write(values);

  const check = () => {
    setFault(undefined);
    const parsed = invitationForm.safeParse(form.getFieldsValue());
    const unplaced = showFaults(form, parsed.success ? {} : faultsOf(parsed.error));
    if (parsed.success) {
      setChecked(parsed.data);
      window.scrollTo(0, 0);
    } else setFault(unplaced[0] ?? '有内容填写不正确，请按红字提示修改。');
  };

  const send = async (invitation: InvitationForm) => {
    setFault(undefined);
    setSending(true);
    try {
      const answer = await press(JSON.stringify(invitation), key => call('POST /api/invitations', { body: invitation, key }));
      draft.forget();
      setSent({ ...answer, name: invitation.graduateName });
      for (const key of ['employer-cases', 'invitation-defaults']) void queryClient.invalidateQueries({ queryKey: [key] });
    } catch (error) {
      setFault(sentenceFor(error));
      const faults = fieldFaultsOf(error);
      if (Object.keys(faults).length > 0) {
        setChecked(undefined);
        // The form is on the page again after this turn.
        setTimeout(() => showFaults(form, faults));
      }
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
            form.setFieldsValue({ graduateName: '', idNumber: '' });
            setSent(undefined);
            setChecked(undefined);
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
      />
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
        onFinish={check}
        noValidate
      >
        <section className="card">
          <h2>毕业生</h2>
          <div className="form-grid">
            <Form.Item name="graduateName" label="毕业生姓名" required>
              <Input maxLength={50} autoComplete="off" placeholder="与身份证一致，少数民族姓名请用「·」" />
            </Form.Item>
            <Form.Item name="idNumber" label="毕业生身份证号" required extra="姓名与证件号码都匹配才能发送">
              <Input className="code" maxLength={30} autoComplete="off" spellCheck={false} />
            </Form.Item>
            <Form.Item name="validityDays" label="应约有效期（天）" required extra={<RespondBy />}>
              <InputNumber min={validityDays.least} max={validityDays.most} precision={0} />
            </Form.Item>
          </div>
        </section>
        <AgreementFields />
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
