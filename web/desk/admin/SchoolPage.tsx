import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { accountColumns } from './account-columns.tsx';
import { PasswordShown } from './PasswordShown.tsx';
import { type Account, type AccountAct, schoolAdminsQuery, type WithPassword } from './queries.ts';

/** One school's admins, for the level above. */
export default function SchoolPage() {
  const { id: written = '' } = useParams<{ id: string }>();
  const id = Number(written);
  const found = useQuery(schoolAdminsQuery(id));
  const [told, setTold] = useState<WithPassword>();
  const queryClient = useQueryClient();
  const press = usePress();
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: ['school-admins', id] });
    void queryClient.invalidateQueries({ queryKey: ['schools'] });
  };
  const act = ({ id: accountId, version }: Account, name: AccountAct, reason?: string) =>
    press(`${accountId} ${version} ${name} ${reason}`, key =>
      call('POST /api/schools/{id}/admins/{accountId}/{act}', {
        params: { id, accountId, act: name },
        body: { version, reason },
        key,
      }),
    );
  const columns: readonly Column<Account>[] = [
    ...accountColumns,
    {
      key: 'act',
      title: '操作',
      width: 100,
      render: account => <AccountMenu account={account} send={act} onDone={refresh} onPassword={setTold} />,
    },
  ];
  return (
    <>
      <Loaded query={found} back={<Link href="/schools">返回学校管理</Link>}>
        {({ school, admins }) => (
          <>
            <PageHead title={school.name} note={`院校代码 ${school.code}，${school.province}，${school.departments} 个院系`}>
              <Link href="/schools">返回学校管理</Link>
            </PageHead>
            <section className="card flush">
              <h2 className="inside">学校管理员</h2>
              <DataTable
                caption="学校管理员"
                columns={columns}
                rows={admins}
                keyOf={account => account.id}
                empty={<p>还没有管理员。新建第一位后，学校即可开始设置院系、账号和学生名单。</p>}
              />
            </section>
            <NewAdmin
              schoolId={id}
              onMade={answer => {
                setTold(answer);
                refresh();
              }}
            />
          </>
        )}
      </Loaded>
      <PasswordShown told={told} onClose={() => setTold(undefined)} />
    </>
  );
}

interface Values {
  readonly login?: string;
  readonly name?: string;
}

function NewAdmin({ schoolId, onMade }: { readonly schoolId: number; readonly onMade: (answer: WithPassword) => void }) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const press = usePress();

  const send = async ({ login = '', name = '' }: Values) => {
    setSending(true);
    setFault(undefined);
    try {
      const body = { login, name };
      const made = await press(JSON.stringify(body), key =>
        call('POST /api/schools/{id}/admins', { params: { id: schoolId }, body, key }),
      );
      form.resetFields();
      onMade(made);
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="card">
      <h2>新建学校管理员</h2>
      <p className="quiet form-note">初始密码 7 天内有效，首次登录须修改，并绑定动态口令。</p>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        layout="vertical"
        requiredMark={false}
        onFinish={values => void send(values)}
      >
        <div className="form-grid">
          <Form.Item name="login" label="账号" extra="4–40 位字母、数字、点、横线">
            <Input maxLength={40} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="name" label="姓名">
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </div>
        <p className="fault" role="alert">
          {fault}
        </p>
        <Button type="primary" htmlType="submit" loading={sending}>
          新建
        </Button>
      </Form>
    </section>
  );
}
