import { Button, Form, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { formatBeijing } from '#domain/dates.ts';
import { validityDays } from '#domain/forms/invitation-form.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { isInvitationCode, normalizeInvitationCode } from '#domain/identifiers/invitation-code.ts';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { Rows } from '#web/desk/kit/page/Sections.tsx';

export type Whose = Answer<'POST /api/invitation-codes/reading'>;
export type By = 'document' | 'code';

const ways = [
  { value: 'document', label: '姓名和身份证号' },
  { value: 'code', label: '签约码' },
] as const;

function RespondBy() {
  const days: unknown = Form.useWatch('validityDays');
  const open = typeof days === 'number' && days >= validityDays.least && days <= validityDays.most;
  return (
    <p className="quiet" role="status">
      {open ? `今天发送，应约截止时间为 ${formatBeijing(respondBy(new Date(), days), 'minute')}（北京时间）` : '请填写 1–30 天'}
    </p>
  );
}

interface Props {
  /** The graduate of the code that was read last. */
  readonly whose: Whose | undefined;
  readonly onWhose: (whose: Whose | undefined) => void;
}

/** Whom the invitation is for: by name and ID number, or by the code that the graduate has made. And for how long. */
export function WhomFields({ whose, onWhose }: Props) {
  const by: unknown = Form.useWatch('by');
  return (
    <section className="card">
      <h2>毕业生</h2>
      <Form.Item name="by" label="如何找到毕业生" className="wide">
        <Radio.Group options={[...ways]} optionType="button" aria-label="如何找到毕业生" />
      </Form.Item>
      <div className="form-grid">
        {by === 'code' ? (
          <CodeField whose={whose} onWhose={onWhose} />
        ) : (
          <>
            <Form.Item name="graduateName" label="毕业生姓名" required>
              <Input maxLength={50} autoComplete="off" placeholder="与身份证一致，少数民族姓名请用「·」" />
            </Form.Item>
            <Form.Item name="idNumber" label="毕业生身份证号" required extra="姓名与证件号码都匹配才能发送">
              <Input className="code" maxLength={30} autoComplete="off" spellCheck={false} />
            </Form.Item>
          </>
        )}
        <Form.Item name="validityDays" label="应约有效期（天）" required extra={<RespondBy />}>
          <InputNumber min={validityDays.least} max={validityDays.most} precision={0} />
        </Form.Item>
      </div>
    </section>
  );
}

function CodeField({ whose, onWhose }: Props) {
  const form = Form.useFormInstance();
  const [reading, setReading] = useState(false);

  const fault = (sentence: string | undefined) => form.setFields([{ name: 'code', errors: sentence ? [sentence] : [] }]);
  const read = async () => {
    const typed: unknown = form.getFieldValue('code');
    const code = normalizeInvitationCode(typeof typed === 'string' ? typed : '');
    if (!isInvitationCode(code)) return fault('签约码为 9 位字母和数字，例如 K7M-3XQ-9PT，请核对');
    fault(undefined);
    setReading(true);
    try {
      onWhose(await call('POST /api/invitation-codes/reading', { body: { code } }));
    } catch (error) {
      onWhose(undefined);
      fault(sentenceFor(error));
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <div className="field-with-button">
        <Form.Item name="code" label="签约码" required extra="由毕业生在手机上生成，也可用手机扫描其二维码打开本页">
          <Input
            className="code"
            maxLength={20}
            autoComplete="off"
            spellCheck={false}
            placeholder="例如 K7M-3XQ-9PT"
            onChange={() => onWhose(undefined)}
            onPressEnter={event => {
              event.preventDefault();
              void read();
            }}
          />
        </Form.Item>
        <Button onClick={() => void read()} loading={reading}>
          查找
        </Button>
      </div>
      <div role="status">
        {whose ? (
          <Rows
            rows={[
              { key: 'name', label: '毕业生', value: whose.graduateName },
              { key: 'school', label: '学校', value: `${whose.schoolName}，${whose.cohort} 届` },
              { key: 'until', label: '签约码有效至', value: formatBeijing(new Date(whose.expiresAt), 'minute') },
            ]}
          />
        ) : null}
      </div>
    </>
  );
}
