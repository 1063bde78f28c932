import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { beijingDay, dayInWords } from '#domain/dates.ts';
import { receiverFields, receiverForm } from '#domain/forms/receiver.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { backToList } from '#web/desk/kit/list/last-list.ts';
import { ChangeTable } from '#web/desk/kit/page/ChangeTable.tsx';
import { FootFault } from '#web/desk/kit/page/FootFault.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { OfficeFields, type Typed } from './OfficeFields.tsx';
import { receiverQuery } from './queries.ts';
import { times } from './time-words.ts';
import { useOfficeForm } from './use-office-form.ts';

type Office = Answer<'GET /api/receiving-offices/{id}'>;
const Back = () => <Link {...backToList('/receivers')}>返回列表</Link>;

/** One entry of the directory: what it says, until when, and its whole history. */
export default function ReceiverPage() {
  const { id = '' } = useParams<{ id: string }>();
  const found = useQuery({ ...receiverQuery(id), refetchOnWindowFocus: false });
  return (
    <Loaded query={found} back={<Back />}>
      {office => (
        <>
          <PageHead
            title={office.name}
            note={
              <>
                负责{office.served}，{dayInWords(office.validFrom)}
                {office.validUntil ? `至 ${dayInWords(office.validUntil)}有效` : '起有效'}
              </>
            }
          >
            <StateTag {...times[office.time]} />
            <Back />
          </PageHead>
          <div className="two-columns">
            <ChangeForm key={office.version} office={office} />
            <History office={office} />
          </div>
        </>
      )}
    </Loaded>
  );
}

const typedOf = (office: Office): Typed => Object.fromEntries(receiverFields.map(({ key }) => [key, office[key] ?? undefined]));

function useWritten(id: number) {
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  return (after: Office, said: string) => {
    message.success(said);
    queryClient.setQueryData(receiverQuery(String(id)).queryKey, after);
    void queryClient.invalidateQueries({ queryKey: ['receiving-offices'] });
  };
}

function ChangeForm({ office }: { readonly office: Office }) {
  const { id, version } = office;
  const press = usePress();
  const written = useWritten(id);
  const { form, fault, sending, save } = useOfficeForm(receiverForm, async checked => {
    const body = { form: checked, version };
    written(
      await press(JSON.stringify(body), key => call('PUT /api/receiving-offices/{id}', { params: { id }, body, key })),
      '已保存修改',
    );
  });
  useUnsaved(() => form.getFieldsValue(true));
  return (
    <section className="card">
      <h2>机构信息</h2>
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        name="receiver"
        layout="vertical"
        requiredMark
        initialValues={typedOf(office)}
        onFinish={() => void save()}
      >
        <OfficeFields fields={receiverFields} note="它以下没有机构的地区也适用。换一个地区请另行新增。" isRegionFixed />
        <FootFault sentence={fault} />
        <div className="buttons">
          <Button type="primary" htmlType="submit" loading={sending}>
            保存修改
          </Button>
          {office.time === 'ended' ? null : <EndButton office={office} />}
        </div>
      </Form>
    </section>
  );
}

function EndButton({ office: { id, version, validUntil } }: { readonly office: Office }) {
  const [open, setOpen] = useState(false);
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const [form] = Form.useForm<{ readonly validUntil?: string }>();
  const press = usePress();
  const written = useWritten(id);
  const send = async () => {
    const day = form.getFieldValue('validUntil');
    if (typeof day !== 'string' || day === '') {
      showFaults(form, { validUntil: '请选择停用日期' });
      return;
    }
    setSending(true);
    setFault(undefined);
    try {
      const body = { validUntil: day, version };
      const after = await press(JSON.stringify(body), key =>
        call('POST /api/receiving-offices/{id}/end', { params: { id }, body, key }),
      );
      setOpen(false);
      written(after, '已设置停用日期');
    } catch (error) {
      const faults = fieldFaultsOf(error);
      const [unplaced] = showFaults(form, faults);
      setFault(unplaced ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        停用
      </Button>
      <Modal
        title="停用机构"
        open={open}
        okText="停用"
        okButtonProps={{ danger: true }}
        onOk={() => void send()}
        onCancel={() => setOpen(false)}
        confirmLoading={sending}
        forceRender
      >
        <p className="quiet">这一天仍有效，次日起不再填入；已经登记的档案信息不变，历史保留。</p>
        <Form
          form={form}
          onValuesChange={changed => clearChanged(form, changed)}
          name="receiver-end"
          layout="vertical"
          requiredMark={false}
          initialValues={{ validUntil: validUntil ?? beijingDay(new Date()) }}
        >
          <Form.Item name="validUntil" label="停用日期">
            <Input type="date" max="2069-12-31" style={{ width: 200 }} />
          </Form.Item>
        </Form>
        <p className="fault" role="alert">
          {fault}
        </p>
      </Modal>
    </>
  );
}

const words: Readonly<Record<Office['history'][number]['action'], string>> = { added: '新增', changed: '修改', ended: '停用' };

function History({ office: { history } }: { readonly office: Office }) {
  return (
    <section className="card">
      <h2>修改历史</h2>
      {history.length === 0 ? <p className="quiet">没有记录。</p> : null}
      <ol className="history">
        {history.map(({ id, at, who, action, changes }) => (
          <li key={id}>
            <p>
              <strong>{words[action]}</strong> {who}
            </p>
            <p className="quiet">
              <Moment at={at} exact />
            </p>
            {action === 'added' || changes.length === 0 ? null : <ChangeTable changes={changes} before="修改前" after="修改后" />}
          </li>
        ))}
      </ol>
    </section>
  );
}
