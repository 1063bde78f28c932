import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { offeredEntries } from '#domain/codes/code-table.ts';
import { directedModes, trainingMode } from '#domain/codes/training-mode.ts';
import { trainingModeChangeForm } from '#domain/forms/training-mode-change-form.ts';
import { losesSigning } from '#domain/rules/training-mode.ts';
import { type Answer, call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { faultsOf, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { Sections } from '#web/desk/kit/page/Sections.tsx';
import { may, useMe } from '#web/desk/kit/session/session.ts';
import { modeFormQuery } from './queries.ts';
import { type KeptFile, RequestFilesField } from './RequestFilesField.tsx';

type Present = Answer<'GET /api/graduates/{id}/training-mode'>;
interface Values {
  readonly mode?: string;
  readonly unit?: string;
  readonly region?: string;
  readonly text?: string;
}

/** 申请修改培养方式: what it shall be, why, and what proves it. */
export default function RequestModePage() {
  const id = Number(useParams<{ id: string }>().id);
  const found = useQuery({ ...modeFormQuery(id), refetchOnWindowFocus: false });
  return (
    <Loaded query={found} back={<Link href={`/students/${id}`}>返回毕业生信息</Link>}>
      {data => <RequestForm present={data} />}
    </Loaded>
  );
}

function RequestForm({ present }: { readonly present: Present }) {
  const { graduateId, graduateName, section, obstacle, hold } = present;
  const [form] = Form.useForm<Values>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [, navigate] = useLocation();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const passesOn = may(useMe(), 'trainingModes.passOn');
  const [mode, setMode] = useState(present.mode);
  const [files, setFiles] = useState<readonly KeptFile[]>([]);
  const [filesFault, setFilesFault] = useState<string>();
  const settled = useUnsaved(() => [form.getFieldsValue(true), files.map(({ fileId }) => fileId)]);
  const isDirected = directedModes.includes(mode);
  const isStopped = losesSigning(present.mode, mode) && hold !== null;

  const send = async () => {
    setFault(undefined);
    const parsed = trainingModeChangeForm.safeParse({ ...form.getFieldsValue(), fileIds: files.map(({ fileId }) => fileId) });
    const show = ({ fileIds, ...faults }: Readonly<Record<string, string>>) => {
      setFilesFault(fileIds);
      return showFaults(form, faults)[0];
    };
    if (!parsed.success) {
      setFault(show(faultsOf(parsed.error)));
      return;
    }
    setSending(true);
    try {
      const body = parsed.data;
      const { ref } = await press(JSON.stringify([graduateId, body]), key =>
        call('POST /api/graduates/{id}/training-mode-requests', { params: { id: graduateId }, body, key }),
      );
      message.success(`${graduateName}：申请已提交，等待${passesOn ? '省级审核' : '学校处理'}`);
      for (const key of ['mode-requests', 'graduate']) void queryClient.invalidateQueries({ queryKey: [key] });
      settled();
      navigate(`/training-modes/${ref}`);
    } catch (error) {
      const faults = fieldFaultsOf(error);
      setFault(show(faults) ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <PageHead
        title={`申请修改培养方式：${graduateName}`}
        note={`${passesOn ? '' : '先由学校处理，再'}由省级主管部门审核；通过后学生名单随即修改，并通知毕业生。`}
      >
        <Link href={`/students/${graduateId}`}>返回毕业生信息</Link>
      </PageHead>
      <Sections sections={[{ ...section, title: '现在的培养方式' }]} />
      {obstacle ? <Alert type="warning" showIcon title={obstacle} className="door-alert" /> : null}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ mode: present.mode, unit: present.unit, region: present.region }}
        onValuesChange={({ mode: chosen }: Values) => {
          if (chosen !== undefined) setMode(chosen);
        }}
        onFinish={() => void send()}
        className="narrow"
      >
        <section className="card">
          <h2>修改为</h2>
          <Form.Item name="mode" label="培养方式">
            <Select options={offeredEntries(trainingMode).map(({ code, name }) => ({ value: code, label: name }))} />
          </Form.Item>
          {isStopped ? (
            <p className="fault" role="alert">
              该毕业生已有毕业去向「{hold}」，不能改为不可网签的培养方式。请先办理解约或作废。
            </p>
          ) : null}
          {isDirected ? (
            <>
              <Form.Item name="unit" label="定向/委培单位">
                <Input maxLength={120} />
              </Form.Item>
              <Form.Item name="region" label="单位所在地">
                <RegionField placeholder="请选择到区县" />
              </Form.Item>
            </>
          ) : null}
        </section>
        <section className="card">
          <h2>原因与佐证</h2>
          <Form.Item name="text" label="修改原因">
            <Input.TextArea rows={4} maxLength={500} showCount />
          </Form.Item>
          <h3>佐证材料</h3>
          <RequestFilesField files={files} onChange={setFiles} onBusy={setBusy} />
          <p className="fault" role="alert">
            {files.length === 0 ? filesFault : undefined}
          </p>
        </section>
        <div className="form-foot">
          {fault ? <Alert type="error" showIcon role="alert" className="foot-alert" title={fault} /> : null}
          <Button type="primary" htmlType="submit" loading={sending} disabled={obstacle !== null || isStopped || isBusy}>
            提交申请
          </Button>
        </div>
      </Form>
    </>
  );
}
