import { Form, Radio } from 'antd';
import type { SigningFlow } from '#domain/rules/witness.ts';
import { SealField } from './SealField.tsx';

const flows: readonly { readonly flow: SigningFlow; readonly word: string; readonly extra: string }[] = [
  { flow: 'online-signing', word: '线上签约', extra: '鉴证：签约生效时生成的协议书带有学校印章。' },
  { flow: 'offline-signing', word: '线下签约', extra: '鉴证：协议审核通过时生成的协议书带有学校印章。' },
  { flow: 'paper-signing', word: '补登', extra: '学校已在纸质协议上盖章，系统不生成协议书；此项只作记录。' },
];
const ways = [
  { value: 'review', label: '审核' },
  { value: 'witness', label: '鉴证' },
] as const;

/** 审核 or 鉴证, flow by flow, and the seal that 鉴证 needs. */
export function WitnessCard() {
  return (
    <section className="card">
      <h2>审核或鉴证</h2>
      <p className="quiet form-note">
        选择鉴证后，学校审核通过时，学校印章印在电子就业协议书的「学校（盖章）」处。须先上传印章；仅院系审核的业务不能鉴证。修改后适用于此后生成的协议书，已生成的不变。
      </p>
      <SealField />
      {flows.map(({ flow, word, extra }) => (
        <Form.Item key={flow} name={['reviewAs', flow]} label={word} extra={extra}>
          <Radio.Group aria-label={`${word}：审核或鉴证`} options={[...ways]} />
        </Form.Item>
      ))}
    </section>
  );
}
