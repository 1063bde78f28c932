import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { isMobile, normalizePhone } from '#domain/identifiers/phone.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { NoteModal } from '#web/desk/kit/forms/NoteModal.tsx';
import { DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { type Decision, joinColumns, type Member, type MemberChange, memberColumns, memberWords } from './member-columns.tsx';
import { membersQuery } from './queries.ts';

type Members = Answer<'GET /api/employer/members'>;

/** 成员: who may act for the employer, who waits to, and inviting somebody. */
export default function MembersPage() {
  const members = useQuery(membersQuery);
  const queryClient = useQueryClient();
  const { modal, message } = App.useApp();
  const press = usePress();
  const [forgetting, setForgetting] = useState<Member>();

  const reread = () => {
    void queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
    void queryClient.invalidateQueries({ queryKey: ['employer-home'] });
  };
  const attempt = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    try {
      await work();
      message.success(said);
      return true;
    } catch (error) {
      message.warning(sentenceFor(error), 8);
      return false;
    } finally {
      reread();
    }
  };
  const decide = (id: number, decision: Decision, said: string) =>
    attempt(
      () =>
        press(['join', id, decision], key => call('POST /api/employer/joins/{id}/{decision}', { params: { id, decision }, key })),
      said,
    );
  const change = (id: number, name: string, what: MemberChange) => {
    const { ask, note, ok, said } = memberWords[what];
    void modal.confirm({
      title: `${ask}${name}？`,
      content: note,
      okText: ok,
      onOk: async () => {
        await attempt(
          () =>
            press(['member', id, what], key =>
              call('POST /api/employer/members/{id}/{change}', { params: { id, change: what }, key }),
            ),
          said,
        );
      },
    });
  };

  const forget = async ({ id }: Member, reason: string) => {
    if (reason.length < 4) return { text: '请写明原因，至少 4 个字' };
    const done = await attempt(
      () =>
        press(['second factor', id, reason], key =>
          call('POST /api/employer/members/{id}/second-factor-removal', { params: { id }, body: { reason }, key }),
        ),
      '动态口令已解除，已告知本人',
    );
    if (done) setForgetting(undefined);
    return undefined;
  };

  return (
    <>
      <PageHead title="成员" note="成员可以发送、撤回签约邀请，办理签约和解约；管理员还可以修改单位信息、默认条款和成员。" />
      <Loaded query={members}>
        {data => (
          <>
            {data.joins.length > 0 ? (
              <section className="card flush">
                <h2 className="inside">等待加入</h2>
                <DataTable
                  caption="等待加入的人员"
                  columns={joinColumns((id, decision, said) => void decide(id, decision, said))}
                  rows={data.joins}
                  keyOf={({ id }) => id}
                  empty={null}
                />
              </section>
            ) : null}
            <section className="card flush">
              <h2 className="inside">现有成员</h2>
              <DataTable
                caption="现有成员"
                columns={memberColumns(data.members, change, setForgetting)}
                rows={data.members}
                keyOf={({ id }) => id}
                empty={null}
              />
            </section>
            {forgetting ? (
              <NoteModal
                title={`解除动态口令：${forgetting.name}`}
                okText="解除动态口令"
                note="用于成员手机遗失等情况，请先核实是其本人。恢复码随之失效，其登录全部结束；原因告知本人。"
                label="原因（本人可见）"
                danger
                atMost={100}
                open
                onCancel={() => setForgetting(undefined)}
                onSend={({ text = '' }) => forget(forgetting, text.trim())}
              />
            ) : null}
            <InviteMember onInvited={after => queryClient.setQueryData(membersQuery.queryKey, after)} />
          </>
        )}
      </Loaded>
    </>
  );
}

interface Values {
  readonly name: string;
  readonly phone: string;
}

function InviteMember({ onInvited }: { readonly onInvited: (after: Members) => void }) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const { message } = App.useApp();
  const press = usePress();

  const invite = async ({ name = '', phone = '' }: Partial<Values>) => {
    setFault(undefined);
    const faults = {
      ...(name.trim() === '' ? { name: '请填写姓名' } : {}),
      ...(isMobile(normalizePhone(phone)) ? {} : { phone: '请输入 11 位手机号码' }),
    };
    showFaults(form, faults);
    if (Object.keys(faults).length > 0) return;
    setSending(true);
    try {
      const body = { name: name.trim(), phone: normalizePhone(phone) };
      onInvited(await press(body, key => call('POST /api/employer/members', { body, key })));
      form.resetFields();
      message.success(`已向${body.name}的手机发送加入方式`);
    } catch (error) {
      const refused = fieldFaultsOf(error);
      setFault(Object.keys(refused).length > 0 ? showFaults(form, refused)[0] : sentenceFor(error));
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="card">
      <h2>邀请成员</h2>
      <p className="quiet form-note">
        对方会收到短信，用该手机号打开链接、设置密码后即成为成员。也可以请对方在登录页选择「加入已注册的单位」，由您在此同意。
      </p>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        layout="vertical"
        onFinish={values => void invite(values)}
        noValidate
      >
        <div className="form-grid">
          <Form.Item name="name" label="姓名" required>
            <Input maxLength={50} autoComplete="off" />
          </Form.Item>
          <Form.Item name="phone" label="手机号" required>
            <Input type="tel" maxLength={20} autoComplete="off" />
          </Form.Item>
        </div>
        <FootFault sentence={fault} />
        <Button type="primary" htmlType="submit" loading={sending}>
          发送邀请短信
        </Button>
      </Form>
    </section>
  );
}
