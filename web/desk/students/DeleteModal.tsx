import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { reasonFormFor } from '#domain/forms/reason-form.ts';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { countWords } from '#web/desk/kit/page/count-words.ts';
import type { sentFilter } from './queries.ts';

/** Somebody picked by hand, or everybody whom the filter finds. */
export type Chosen =
  | { readonly ids: readonly number[]; readonly names: readonly string[] }
  | { readonly filter: ReturnType<typeof sentFilter>; readonly count: number };

interface Values {
  readonly reason?: string;
  readonly text?: string;
  readonly count?: number | null;
}
interface Props {
  readonly chosen: Chosen;
  readonly reasons: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}
const namesShown = 6;

/** Says what deleting does and asks for the number of graduates, so that nobody deletes a school by one click too many. */
export function DeleteModal({ chosen, reasons, onClose, onDeleted }: Props) {
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const queryClient = useQueryClient();
  const { notification } = App.useApp();
  const press = usePress();
  const due = 'ids' in chosen ? chosen.ids.length : chosen.count;
  const whom = 'ids' in chosen ? chosen.names.slice(0, namesShown).join('、') : '符合当前筛选条件的全部毕业生';
  const others = 'ids' in chosen && chosen.names.length > namesShown ? ` 等 ${chosen.names.length} 人` : '';

  const send = async () => {
    const { count, ...reason } = form.getFieldsValue();
    const parsed = reasonFormFor(reasons).safeParse(reason);
    const faults: Record<string, string> = {
      ...(parsed.success ? {} : faultsOf(parsed.error)),
      ...(count === due ? {} : { count: `请填写本次删除的人数 ${due}` }),
    };
    setFault(undefined);
    if (!parsed.success || count !== due) {
      showFaults(form, faults);
      return;
    }
    const body = {
      chosen: 'ids' in chosen ? { ids: [...chosen.ids] } : { filter: chosen.filter },
      reason: parsed.data,
      count: due,
    };
    setSending(true);
    try {
      const { deleted } = await press(JSON.stringify(body), key => call('POST /api/graduates/deletions', { body, key }));
      notification.success({
        title: `已删除 ${countWords(deleted)} 人`,
        description: <Link href="/lapsed">在「失效信息管理」中查看或恢复</Link>,
      });
      for (const key of ['graduates', 'graduate', 'imports', 'desk-home', 'desk-cases', 'case'])
        void queryClient.invalidateQueries({ queryKey: [key] });
      onDeleted();
    } catch (error) {
      const atFields = Object.entries(fieldFaultsOf(error)).map(([field, sentence]) => [
        field.replace(/^reason\./, ''),
        sentence,
      ]);
      setFault(showFaults(form, Object.fromEntries(atFields))[0] ?? (atFields.length === 0 ? sentenceFor(error) : undefined));
      if (atFields.length === 0) void queryClient.invalidateQueries({ queryKey: ['graduates'] });
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title="从学生名单中删除"
      open
      okText={`删除 ${countWords(due)} 人`}
      okButtonProps={{ danger: true }}
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
    >
      <p>
        将删除：
        <strong className="wrap">
          {whom}
          {others}
        </strong>
      </p>
      <p className="quiet spaced">
        删除后立即失效：不能再签约或登记，已有的签约和去向登记显示为「失效」并停止办理，已上报的毕业去向清除。重新上传或恢复后，恢复原来的状态。
      </p>
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="reason" label="原因">
          <Select options={reasons.map(value => ({ value, label: value }))} placeholder="请选择原因" />
        </Form.Item>
        <Form.Item name="text" label="具体说明">
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item name="count" label={`请输入人数「${due}」以确认`}>
          <InputNumber min={1} precision={0} controls={false} style={{ width: 160 }} />
        </Form.Item>
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
