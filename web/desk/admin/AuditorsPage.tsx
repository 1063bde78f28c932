import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { PasswordShown, type Told } from './PasswordShown.tsx';
import { type Auditor, auditorsQuery } from './queries.ts';

type Act = Auditor['actions'][number];
const acts = ['submit', 'requestPassword', 'approve', 'discard'] as const;
const isAct = (action: string): action is (typeof acts)[number] => acts.some(act => act === action);

/** What is asked once more before it is done. */
const meaning: Readonly<Record<string, (auditor: Auditor) => string>> = {
  submit: () => '另一位运维确认后账号停用，已登录的设备全部退出。',
  requestPassword: () =>
    '另一位运维确认后生成新的初始密码，只向确认的人显示一次。原密码随之失效，已登录的设备全部退出；动态口令不变。',
  approve: ({ label, proposer }) => `${label}（由${proposer}提出）。请先核实，确认后立即生效，并记入操作日志。`,
  discard: ({ label, proposer }) => `${label}（由${proposer}提出）。不同意的，这次提议不生效。`,
};

/** 审计员: proposed by one operator, confirmed by another; so are a new password and the end. */
export default function AuditorsPage() {
  const auditors = useQuery(auditorsQuery);
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<Told>();
  const [busy, setBusy] = useState<number>();
  const { message, modal } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const refresh = () => queryClient.invalidateQueries({ queryKey: auditorsQuery.queryKey });

  const act = async ({ id, version, name }: Auditor, action: string) => {
    if (!isAct(action)) return;
    setBusy(id);
    try {
      const params = { id, act: action };
      const { login, password, passwordUntil } = await press(`${id} ${action} ${version}`, key =>
        call('POST /api/auditors/{id}/{act}', { params, body: { version }, key }),
      );
      if (login && password) setTold({ account: { login, name, initialPasswordUntil: passwordUntil }, password });
      else message.success('已办理');
    } catch (error) {
      message.error(sentenceFor(error), 8);
    } finally {
      setBusy(undefined);
      void refresh();
    }
  };
  const ask = (auditor: Auditor, { action, word }: Act) =>
    void modal.confirm({
      title: `${word}：${auditor.name}（${auditor.login}）`,
      content: meaning[action]?.(auditor) ?? auditor.label,
      okText: word,
      onOk: () => act(auditor, action),
    });
  const columns: readonly Column<Auditor>[] = [
    {
      key: 'name',
      title: '审计员',
      render: ({ name, login }) => (
        <>
          {name} <span className="quiet code">{login}</span>
        </>
      ),
    },
    { key: 'state', title: '状态', width: 230, render: ({ label, tone }) => <StateTag label={label} tone={tone} /> },
    {
      key: 'proposer',
      title: '提出',
      width: 220,
      render: ({ proposer, proposedAt }) => (
        <>
          {proposer}，<Moment at={proposedAt} />
        </>
      ),
    },
    {
      key: 'decider',
      title: '确认',
      width: 220,
      render: ({ decider, decidedAt }) =>
        decider && decidedAt ? (
          <>
            {decider}，<Moment at={decidedAt} />
          </>
        ) : (
          '--'
        ),
    },
    { key: 'seen', title: '最近登录', width: 120, render: ({ lastSeenAt }) => (lastSeenAt ? <Moment at={lastSeenAt} /> : '--') },
    {
      key: 'act',
      title: '操作',
      width: 190,
      render: auditor => (
        <span className="buttons">
          {auditor.actions.map(it => (
            <Button
              key={it.action}
              size="small"
              disabled={it.obstacle !== null}
              title={it.obstacle?.sentence ?? ''}
              loading={busy === auditor.id}
              onClick={() => ask(auditor, it)}
              aria-label={`${it.word}：${auditor.name}`}
            >
              {it.word}
            </Button>
          ))}
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title="审计员"
        note="审计员可以查看全部学校和平台的操作日志与封存状态，不能办理任何事项。新增、重设密码和停用都由一位运维提出、另一位运维确认。"
      >
        <Button type="primary" onClick={() => setAdding(true)}>
          提议新增审计员
        </Button>
      </PageHead>
      <Loaded query={auditors}>
        {({ auditors: rows }) => (
          <div className="card flush">
            <DataTable
              caption="审计员"
              columns={columns}
              rows={rows}
              keyOf={({ id }) => id}
              empty={<p>还没有审计员。提议后，由另一位运维人员确认。</p>}
            />
          </div>
        )}
      </Loaded>
      <Propose open={adding} onClose={() => setAdding(false)} onDone={() => void refresh()} />
      <PasswordShown told={told} onClose={() => setTold(undefined)} />
    </>
  );
}

interface ProposeProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
function Propose({ open, onClose, onDone }: ProposeProps) {
  const [form] = Form.useForm<{ readonly login?: string; readonly name?: string }>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const { message } = App.useApp();
  const press = usePress();

  const send = async () => {
    const { login = '', name = '' } = form.getFieldsValue();
    const body = { login, name };
    setSending(true);
    setFault(undefined);
    try {
      await press(JSON.stringify(body), key => call('POST /api/auditors', { body, key }));
      message.success('已提出，请另一位运维人员确认');
      form.resetFields();
      onClose();
      onDone();
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
      title="提议新增审计员"
      open={open}
      okText="提出"
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
      forceRender
    >
      <p className="below">另一位运维人员确认后才有账号，初始密码只向确认的人显示一次。</p>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="auditor"
        layout="vertical"
        requiredMark={false}
      >
        <Form.Item name="name" label="姓名">
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="login" label="账号" extra="用工号或姓名拼音，不要用手机号">
          <Input className="code" maxLength={60} autoComplete="off" />
        </Form.Item>
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
