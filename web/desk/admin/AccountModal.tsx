import { Form, Input, Modal, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { accountKindNames, schoolStaffKinds } from '#domain/account-kinds.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import type { Account, WithPassword } from './queries.ts';

interface Values {
  readonly login?: string;
  readonly name?: string;
  readonly kind?: Account['kind'];
  readonly departmentIds?: readonly number[];
}
interface Props {
  /** The account to change; `new` for another one; undefined while shut. */
  readonly account: Account | 'new' | undefined;
  readonly departments: readonly { readonly id: number; readonly name: string }[];
  readonly onClose: () => void;
  readonly onDone: (answer: WithPassword) => void;
}

const duties: Readonly<Record<Account['kind'], string>> = {
  department: '所负责院系的毕业生：初审、院系统计和导出',
  school: '全校毕业生：终审、预警单位、修改去向',
  schoolAdmin: '学校用户的全部权限，另加学生名单、设置、账号、操作日志',
};

/** 新建账号, 修改账号. */
export function AccountModal({ account, departments, onClose, onDone }: Props) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const press = usePress();
  const isNew = account === 'new';
  const kind = Form.useWatch('kind', form);
  useEffect(() => {
    if (account === undefined) return;
    setFault(undefined);
    form.resetFields();
    if (account !== 'new')
      form.setFieldsValue({ name: account.name, kind: account.kind, departmentIds: account.departments.map(({ id }) => id) });
  }, [account, form]);

  const send = async () => {
    if (account === undefined) return;
    const { login = '', name = '', kind: chosen, departmentIds: picked = [] } = form.getFieldsValue();
    if (!chosen) {
      showFaults(form, { kind: '请选择账号类型' });
      return;
    }
    const rights = { name, kind: chosen, departmentIds: chosen === 'department' ? [...picked] : [] };
    setSending(true);
    setFault(undefined);
    try {
      onDone(
        await press(JSON.stringify([login, rights, account === 'new' || account.version]), key =>
          account === 'new'
            ? call('POST /api/accounts', { body: { login, ...rights }, key })
            : call('PUT /api/accounts/{id}', { params: { id: account.id }, body: { ...rights, version: account.version }, key }),
        ),
      );
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title={isNew ? '新建账号' : '修改账号'}
      open={account !== undefined}
      okText={isNew ? '新建' : '保存'}
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
      afterOpenChange={open => open && form.getFieldInstance(isNew ? 'login' : 'name')?.focus()}
      forceRender
    >
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="account"
        layout="vertical"
        requiredMark={false}
      >
        {account !== 'new' && account ? (
          <p>
            账号 <span className="code">{account.login}</span>
          </p>
        ) : (
          <Form.Item name="login" label="账号" extra="4–40 位字母、数字、点、横线，例如工号或姓名拼音。以后不能修改。">
            <Input maxLength={40} autoComplete="off" spellCheck={false} />
          </Form.Item>
        )}
        <Form.Item name="name" label="姓名">
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="kind" label="账号类型" extra={kind ? duties[kind] : null}>
          <Radio.Group
            aria-label="账号类型"
            options={schoolStaffKinds.map(value => ({ value, label: accountKindNames[value] }))}
          />
        </Form.Item>
        <Form.Item name="departmentIds" label="负责的院系" hidden={kind !== 'department'}>
          <Select
            mode="multiple"
            options={departments.map(({ id, name }) => ({ value: id, label: name }))}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="可选择多个"
          />
        </Form.Item>
        {account !== 'new' && account ? <p className="quiet">类型改变或院系减少时，该账号的会话立即结束。</p> : null}
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
