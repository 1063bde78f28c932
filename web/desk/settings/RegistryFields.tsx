import { Form, Input } from 'antd';

/** Where what came from the employment registry is corrected: of a school, and of a province. */
export function RegistryFields({ placeholder }: { readonly placeholder: string }) {
  return (
    <>
      <Form.Item name={['registryCorrection', 'name']} label="系统名称（可留空）">
        <Input maxLength={60} placeholder={placeholder} />
      </Form.Item>
      <Form.Item name={['registryCorrection', 'url']} label="网址（可留空）" extra="填写后，毕业生可由确认页面直接前往。">
        <Input maxLength={300} placeholder="https://" inputMode="url" />
      </Form.Item>
    </>
  );
}
