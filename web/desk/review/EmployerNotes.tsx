import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Call } from '#contract/client.ts';
import type { CasePage } from '#contract/routes/cases.ts';
import { businessStatus } from '#domain/codes/business-status.ts';
import { beijingDay, dayInWords } from '#domain/dates.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { showFaults } from '#web/desk/kit/forms/form-faults.ts';

type Notes = NonNullable<CasePage['review']>['employer']['notes'];
type Note = Call<'POST /api/cases/{ref}/employer-notes'>['body'];

interface Props {
  readonly notes: Notes;
  readonly caseRef: string;
}

/** What staff of this school found out about the employer's business, newest first, and a place to write it down. */
export function EmployerNotes({ notes, caseRef }: Props) {
  const [form] = Form.useForm<Note>();
  const [isOpen, setIsOpen] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const send = async () => {
    const body = await form.validateFields().catch(() => undefined);
    if (!body) return;
    setSending(true);
    setFault(undefined);
    try {
      await press(`note ${caseRef} ${JSON.stringify(body)}`, key =>
        call('POST /api/cases/{ref}/employer-notes', { params: { ref: caseRef }, body, key }),
      );
      await queryClient.invalidateQueries({ queryKey: caseQuery(caseRef).queryKey });
      message.success('已记录，本校审核该单位的其他签约时也会看到');
      setIsOpen(false);
      form.resetFields();
    } catch (error) {
      const faults = fieldFaultsOf(error);
      setFault(Object.keys(faults).length > 0 ? showFaults(form, faults)[0] : sentenceFor(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <div className="employer-notes">
      <ul>
        {notes.map(({ at, checkedOn, status, text, who }) => (
          <li key={at}>
            <strong>{status}</strong>
            <span className="quiet">
              {' '}
              {dayInWords(checkedOn)}查询，{who}记录
            </span>
            {text ? <p className="wrap">{text}</p> : null}
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => setIsOpen(true)}>
        记录经营状态
      </Button>
      <Modal
        title="记录经营状态"
        open={isOpen}
        okText="记录"
        confirmLoading={sending}
        onOk={() => void send()}
        onCancel={() => setIsOpen(false)}
        forceRender
      >
        <p className="quiet">请先在国家企业信用信息公示系统等权威渠道查询。记录不能修改或删除，只在本校可见，以最近一次为准。</p>
        <Form
          form={form}
          name="employer-note"
          layout="vertical"
          requiredMark={false}
          initialValues={{ checkedOn: beijingDay(new Date()), text: '' }}
        >
          <Form.Item name="status" label="经营状态" rules={[{ required: true, message: '请选择经营状态' }]}>
            <Select options={businessStatus.map(({ code, name }) => ({ value: code, label: name }))} placeholder="请选择" />
          </Form.Item>
          <Form.Item name="checkedOn" label="查询日期" rules={[{ required: true, message: '请选择查询日期' }]}>
            <Input type="date" max={beijingDay(new Date())} />
          </Form.Item>
          <Form.Item name="text" label="说明（选填）">
            <Input.TextArea rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
        <p className="fault" role="alert">
          {fault}
        </p>
      </Modal>
    </div>
  );
}
