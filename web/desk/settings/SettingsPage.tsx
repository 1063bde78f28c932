import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Checkbox, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '../app/api.ts';
import { settingsQuery } from '../app/queries.ts';
import { usePress } from '../app/use-press.ts';
import { showFaults } from '../pieces/form-faults.ts';
import { Loaded } from '../pieces/Loaded.tsx';
import { PageHead } from '../pieces/PageHead.tsx';
import { ReviewLevels } from './ReviewLevels.tsx';

type Settings = Answer<'GET /api/school/settings'>;
type Values = Omit<Settings, 'version'>;

const voidings: readonly { readonly value: Settings['voiding']; readonly label: string }[] = [
  { value: 'at-once', label: '直接作废' },
  { value: 'review', label: '审核后作废' },
];

/** 设置 of the school. */
export default function SettingsPage() {
  const settings = useQuery({ ...settingsQuery, refetchOnWindowFocus: false });
  return (
    <>
      <PageHead title="设置" />
      <Loaded query={settings}>{data => <SettingsForm settings={data} />}</Loaded>
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: Settings }) {
  const [form] = Form.useForm<Values>();
  const [version, setVersion] = useState(settings.version);
  const [fault, setFault] = useState<string>();
  const [outdated, setOutdated] = useState(false);
  const [saving, setSaving] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();

  const save = async (values: Values) => {
    setFault(undefined);
    setSaving(true);
    try {
      const body = { ...values, version };
      const after = await press(JSON.stringify(body), key => call('PUT /api/school/settings', { body, key }));
      queryClient.setQueryData(settingsQuery.queryKey, after);
      setVersion(after.version);
      setOutdated(false);
      message.success('设置已保存');
    } catch (error) {
      setOutdated(codeOf(error) === 'changed-meanwhile');
      setFault(showFaults(form, fieldFaultsOf(error))[0] ?? sentenceFor(error));
    } finally {
      setSaving(false);
    }
  };
  const reload = async () => {
    const fresh = await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 });
    form.setFieldsValue(fresh);
    setVersion(fresh.version);
    setFault(undefined);
    setOutdated(false);
  };

  return (
    <Form form={form} layout="vertical" initialValues={settings} onFinish={values => void save(values)} className="narrow">
      <ReviewLevels />
      <section className="card">
        <h2>作废与解约</h2>
        <Form.Item
          name="voiding"
          label="去向登记完成后，毕业生申请作废"
          extra="审核方式在申请作废时确定；审核期间，原去向继续有效。"
        >
          <Radio.Group aria-label="作废方式" options={[...voidings]} />
        </Form.Item>
        <Form.Item
          name="terminationHelpDays"
          label="毕业生发起线上解约，单位多少天未答复，可请求学校协助"
          extra="1–60 天。毕业生请求后，在「解约管理」中待学校处理。"
        >
          <InputNumber min={1} max={60} precision={0} suffix="天" />
        </Form.Item>
      </section>
      <section className="card">
        <h2>向毕业生开放的功能模块</h2>
        <Form.Item
          name={['modules', 'destinations']}
          valuePropName="checked"
          extra="关闭后，毕业生不能发起或接受新的签约；审核中的不受影响。"
        >
          <Checkbox>毕业去向填报</Checkbox>
        </Form.Item>
      </section>
      <section className="card">
        <h2>就业协议书</h2>
        <Form.Item name="supplementaryClauses" label="补充条款" extra="印在本校毕业生的电子就业协议书上，可留空。">
          <Input.TextArea rows={5} maxLength={2000} showCount />
        </Form.Item>
      </section>
      <section className="card">
        <h2>帮助</h2>
        <Form.Item
          name="helpContact"
          label="帮助联系方式"
          extra="毕业生遇到问题时看到，例如：就业指导中心 0592-1234567，工作日 8:30–17:30。"
        >
          <Input maxLength={200} />
        </Form.Item>
      </section>
      <div className="form-foot">
        {fault ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            className="foot-alert"
            title={fault}
            description={outdated ? '您填写的内容还在页面上。可先记下，再载入最新设置后修改。' : undefined}
            action={outdated ? <Button onClick={() => void reload()}>载入最新设置</Button> : null}
          />
        ) : null}
        <Button type="primary" htmlType="submit" loading={saving}>
          保存设置
        </Button>
      </div>
    </Form>
  );
}
