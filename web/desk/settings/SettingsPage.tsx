import { useQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Radio } from 'antd';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { ModulesCard } from './ModulesCard.tsx';
import { settingsQuery } from './queries.ts';
import { ReviewLevels } from './ReviewLevels.tsx';
import { RightsCard } from './RightsCard.tsx';
import { SettingsFoot } from './SettingsFoot.tsx';
import { type Settings, type SettingsValues, useSaveSettings } from './use-save-settings.ts';
import { WindowsCard } from './WindowsCard.tsx';
import { WitnessCard } from './WitnessCard.tsx';
import { chosenWindows, windowFields } from './windows.ts';

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

const valuesOf = (settings: Settings): SettingsValues => ({ ...settings, windows: windowFields(settings.windows, new Date()) });

function SettingsForm({ settings }: { readonly settings: Settings }) {
  const [form] = Form.useForm<SettingsValues>();
  const { save, reload, ...state } = useSaveSettings(settings, form);

  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={valuesOf(settings)}
      onFinish={values => void save({ ...values, windows: chosenWindows(values.windows) })}
      className="narrow"
    >
      <ReviewLevels />
      <WitnessCard />
      <WindowsCard />
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
        <h2>办理时限</h2>
        <Form.Item
          name="promisedWorkingDays"
          label="每一级审核承诺多少个工作日内办结"
          extra="毕业生在「我的当前去向」看到。周末不计，节假日请自行留出余量；留空则不承诺。"
        >
          <InputNumber min={1} max={60} precision={0} suffix="个工作日" />
        </Form.Item>
      </section>
      <ModulesCard registryDefault={settings.registryDefault} />
      <RightsCard />
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
      <SettingsFoot {...state} word="保存设置" onReload={() => void reload(fresh => form.setFieldsValue(valuesOf(fresh)))} />
    </Form>
  );
}
