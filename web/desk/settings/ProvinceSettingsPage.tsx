import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form } from 'antd';
import { useState } from 'react';
import { type Answer, call, codeOf, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { clearChanged, showFaults } from '#web/desk/kit/forms/form-faults.ts';
import { useUnsaved } from '#web/desk/kit/leave/use-unsaved.ts';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { provinceSettingsQuery } from './queries.ts';
import { RegistryFields } from './RegistryFields.tsx';
import { SettingsFoot } from './SettingsFoot.tsx';

type Settings = Answer<'GET /api/province/settings'>;

/** 设置 of the province: what holds for its schools where they say nothing themselves. */
export default function ProvinceSettingsPage() {
  const settings = useQuery({ ...provinceSettingsQuery, refetchOnWindowFocus: false });
  return (
    <>
      <PageHead title="设置" note="适用于本省各校；学校自行填写的，以学校为准。" />
      <Loaded query={settings}>{data => <SettingsForm settings={data} />}</Loaded>
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: Settings }) {
  const [form] = Form.useForm<Pick<Settings, 'registryCorrection'>>();
  const [version, setVersion] = useState(settings.version);
  const [fault, setFault] = useState<string>();
  const [outdated, setOutdated] = useState(false);
  const [saving, setSaving] = useState(false);
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const press = usePress();
  const settled = useUnsaved(() => form.getFieldsValue(true));

  const take = (after: Settings) => {
    queryClient.setQueryData(provinceSettingsQuery.queryKey, after);
    setVersion(after.version);
    setFault(undefined);
    setOutdated(false);
  };
  const save = async ({ registryCorrection }: Pick<Settings, 'registryCorrection'>) => {
    setSaving(true);
    try {
      const body = { registryCorrection, version };
      take(await press(JSON.stringify(body), key => call('PUT /api/province/settings', { body, key })));
      showFaults(form, {});
      settled();
      message.success('设置已保存');
    } catch (error) {
      setOutdated(codeOf(error) === 'changed-meanwhile');
      const faults = fieldFaultsOf(error);
      setFault(showFaults(form, faults)[0] ?? sentenceFor(error));
    } finally {
      setSaving(false);
    }
  };
  const reload = async () => {
    const fresh = await queryClient.fetchQuery({ ...provinceSettingsQuery, staleTime: 0 });
    take(fresh);
    form.setFieldsValue(fresh);
    settled();
  };
  return (
    <Form
      form={form}
      onValuesChange={changed => clearChanged(form, changed)}
      layout="vertical"
      initialValues={settings}
      onFinish={values => void save(values)}
      className="narrow"
    >
      <section className="card">
        <h2>来自就业管理系统的信息在哪里更正</h2>
        <p className="quiet below">毕业生确认登记去向时，信息来自就业管理系统、学校又没有另行填写的，按此提示更正。</p>
        <RegistryFields placeholder="就业管理系统" />
      </section>
      <SettingsFoot fault={fault} outdated={outdated} saving={saving} word="保存设置" onReload={() => void reload()} />
    </Form>
  );
}
