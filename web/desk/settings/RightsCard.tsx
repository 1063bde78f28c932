import { Checkbox, Form, InputNumber, Radio } from 'antd';
import type { Settings } from './use-save-settings.ts';

const exporters: readonly { readonly value: Settings['fullIdInExports']; readonly label: string }[] = [
  { value: 'nobody', label: '任何人都不可以' },
  { value: 'schoolAdmin', label: '仅学校管理员' },
  { value: 'school', label: '学校用户和学校管理员' },
];

const duties: readonly { readonly value: Settings['secondFactorDuty']; readonly label: string }[] = [
  { value: 'admins', label: '仅学校管理员' },
  { value: 'school', label: '学校管理员和学校用户' },
  { value: 'everybody', label: '本校全部账号，含院系用户' },
];

/** What staff may do beyond reviewing one case after the other, and how long evidence is kept. */
export function RightsCard() {
  return (
    <section className="card">
      <h2>工作人员权限、登录与材料保存</h2>
      <Form.Item name="batchReview" valuePropName="checked" extra="关闭后，列表中不再提供批量审核，只能逐条审核。">
        <Checkbox>允许批量审核</Checkbox>
      </Form.Item>
      <Form.Item
        name="rosterUploadByDepartments"
        valuePropName="checked"
        extra="开启后，院系用户可上传本院系的毕业生；未开启时，只有学校管理员可以上传。"
      >
        <Checkbox>允许院系上传学生名单</Checkbox>
      </Form.Item>
      <Form.Item
        name="fullIdInExports"
        label="导出的表格中，谁可以包含完整证件号码"
        extra="其余人员导出的证件号码均部分遮盖。每次导出都记入操作日志。"
      >
        <Radio.Group aria-label="谁可以导出完整证件号码" options={[...exporters]} />
      </Form.Item>
      <Form.Item
        name="secondFactorDuty"
        label="登录时须使用动态口令的账号"
        extra="改为更严后，有关账号下次登录时先绑定动态口令；正在办理的不受影响。其他账号可在「账号安全」自行绑定。手机遗失的，由管理员在「账号管理」解除。"
      >
        <Radio.Group aria-label="登录时须使用动态口令的账号" options={[...duties]} />
      </Form.Item>
      <Form.Item name="evidenceYears" label="毕业后证明材料保存年限" extra="至少 3 年，到期后自动删除。">
        <InputNumber min={3} max={30} precision={0} suffix="年" />
      </Form.Item>
    </section>
  );
}
