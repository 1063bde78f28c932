import { Checkbox, Form } from 'antd';
import { RegistryFields } from './RegistryFields.tsx';
import type { Settings } from './use-save-settings.ts';

const modules: readonly { readonly key: keyof Settings['modules']; readonly title: string; readonly extra?: string }[] = [
  { key: 'destinations', title: '毕业去向填报', extra: '关闭后，毕业生不能发起或接受新的签约；审核中的不受影响。' },
  { key: 'archive', title: '档案信息登记' },
  {
    ...{ key: 'hukou', title: '户口信息登记' },
    extra: '关闭后，毕业生不能登记或修改；审核中的不受影响，老师仍可修改信息。户口信息只对户口已转入学校的毕业生开放。',
  },
  { key: 'confirmation', title: '去向登记确认', extra: '关闭后，毕业生不能确认；已确认的仍然有效。' },
  { key: 'authorization', title: '核验授权', extra: '关闭后，毕业生不能生成新的核验编号；已生成的在有效期内仍可核验。' },
];

/** What graduates may use, and where they correct what did not come from here. */
export function ModulesCard({ registryDefault }: Pick<Settings, 'registryDefault'>) {
  return (
    <>
      <section className="card">
        <h2>向毕业生开放的功能模块</h2>
        {modules.map(({ key, title, extra }) => (
          <Form.Item key={key} name={['modules', key]} valuePropName="checked" extra={extra}>
            <Checkbox>{title}</Checkbox>
          </Form.Item>
        ))}
      </section>
      <section className="card">
        <h2>来自就业管理系统的信息在哪里更正</h2>
        <p className="quiet below">
          毕业生确认登记去向时，信息来自就业管理系统的，按此提示更正。留空的，按省级设置提示：「{registryDefault.name}」
          {registryDefault.url ? `（${registryDefault.url}）` : ''}。
        </p>
        <RegistryFields placeholder={registryDefault.name} />
      </section>
    </>
  );
}
