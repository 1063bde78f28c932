import { Form, Select } from 'antd';
import type { LevelsSetting } from '#contract/routes/settings.ts';
import type { ReviewedFlow } from '#domain/flow-names.ts';

const levels: readonly { readonly value: LevelsSetting; readonly label: string }[] = [
  { value: 'department+school', label: '院系 + 学校（两级审核）' },
  { value: 'school', label: '仅学校' },
  { value: 'department', label: '仅院系' },
];
const flows: readonly { readonly flow: ReviewedFlow; readonly word: string }[] = [
  { flow: 'online-signing', word: '线上签约' },
  { flow: 'offline-signing', word: '线下签约（协议审核、签约审核）' },
  { flow: 'paper-signing', word: '补登' },
  { flow: 'online-termination', word: '线上解约' },
  { flow: 'offline-termination', word: '线下解约' },
  { flow: 'other-destination', word: '去向登记（含作废审核）' },
  { flow: 'archive-request', word: '档案信息登记与修改' },
  { flow: 'hukou-request', word: '户口信息登记与修改' },
];

/** Who reviews, flow by flow. */
export function ReviewLevels() {
  return (
    <section className="card">
      <h2>审核级别</h2>
      <p className="quiet form-note">修改后，适用于此后应约或提交的；已在审核中的，仍按原级别审核。</p>
      <div className="form-grid">
        {flows.map(({ flow, word }) => (
          <Form.Item key={flow} name={['reviewLevels', flow]} label={word}>
            <Select options={[...levels]} />
          </Form.Item>
        ))}
      </div>
    </section>
  );
}
