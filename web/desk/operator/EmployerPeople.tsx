import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { normalizePhone } from '#domain/identifiers/phone.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { employerPeopleQuery } from './queries.ts';

/** The accounts of an organisation, and the hand-over to another administrator when those are gone. */
export function EmployerPeople({ id }: { readonly id: number }) {
  const found = useQuery(employerPeopleQuery(id)).data;
  const [open, setOpen] = useState(false);
  if (!found) return null;
  return (
    <section className="card">
      <h2>单位账号</h2>
      <ul className="plain">
        {found.people.map(person => (
          <li key={person.id}>
            <p>
              <strong>{person.name}</strong> <span className="code">{person.phone}</span> {person.isAdmin ? '管理员' : '成员'}
              {person.disabledAt ? '，已停用' : ''}
            </p>
            <p className="quiet">最近登录 {person.lastSeenAt ? <Moment at={person.lastSeenAt} exact /> : '--'}</p>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <Button onClick={() => setOpen(true)}>移交管理员</Button>
      </div>
      {found.handOvers.length > 0 ? (
        <>
          <h3>移交记录</h3>
          <ul className="plain">
            {found.handOvers.map(one => (
              <li key={one.at}>
                <p>
                  <Moment at={one.at} exact /> {one.who}移交给{one.to}
                </p>
                <p className="quiet wrap">{one.reason}</p>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {open ? <HandOver id={id} name={found.name} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}

interface Values {
  readonly phone: string;
  readonly name: string;
  readonly former: 'disable' | 'demote' | 'keep';
  readonly reason: string;
}
const formers = [
  { value: 'disable', label: '停用其账号' },
  { value: 'demote', label: '改为普通成员' },
  { value: 'keep', label: '仍为管理员' },
];

function HandOver({ id, name, onClose }: { readonly id: number; readonly name: string; readonly onClose: () => void }) {
  const [form] = Form.useForm<Values>();
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const press = usePress();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const send = async ({ phone, ...values }: Values) => {
    setFault(undefined);
    setSending(true);
    try {
      const body = { ...values, phone: normalizePhone(phone) };
      const people = await press(body, key => call('POST /api/organisations/{id}/hand-over', { params: { id }, body, key }));
      queryClient.setQueryData(employerPeopleQuery(id).queryKey, people);
      message.success('已移交，新、旧管理员均已收到消息');
      onClose();
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const unplaced = showFaults(form, faults);
      setFault(Object.keys(faults).length === 0 ? sentenceFor(error) : unplaced[0]);
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title={`移交管理员：${name}`}
      open
      okText="确认移交"
      cancelText="取消"
      confirmLoading={sending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="quiet">请先核实单位的书面申请和经办人身份。新管理员用手机号以短信验证码登录；新、旧管理员都会收到消息。</p>
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        layout="vertical"
        initialValues={{ former: 'disable' }}
        onFinish={values => void send(values)}
      >
        <Form.Item name="phone" label="新管理员手机号" rules={[{ required: true, message: '请填写手机号' }]}>
          <Input type="tel" inputMode="numeric" maxLength={20} />
        </Form.Item>
        <Form.Item name="name" label="新管理员姓名" rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="former" label="现管理员">
          <Radio.Group options={formers} />
        </Form.Item>
        <Form.Item name="reason" label="移交原因" rules={[{ required: true, whitespace: true, message: '请填写移交原因' }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
