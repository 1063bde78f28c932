import { AutoComplete, Button, Form, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { call, fieldFaultsOf, sentenceFor } from '../api/api.ts';
import { clearChanged, showFaults } from '../forms/form-faults.ts';

type What = 'idNumber' | 'phone';
const whats: readonly { readonly what: What; readonly word: string }[] = [
  { what: 'idNumber', word: '证件号码' },
  { what: 'phone', word: '手机号码' },
];
const purposes = ['核对证件与材料', '电话联系毕业生', '处理毕业生异议', '配合主管部门核查'].map(value => ({
  value,
  label: value,
}));
/** Seconds: long enough to copy a number down, too short for the next person at the desk to find it. */
const shownFor = 60;

/** A number in full, for a purpose, for a minute. Each look goes into the school's log. */
export function RevealCard({ graduateId }: { readonly graduateId: number }) {
  const [asked, setAsked] = useState<What>();
  const [shown, setShown] = useState<Partial<Record<What, string>>>({});
  useEffect(() => {
    if (Object.keys(shown).length === 0) return;
    const timer = setTimeout(() => setShown({}), shownFor * 1000);
    return () => clearTimeout(timer);
  }, [shown]);

  return (
    <section className="card" aria-label="完整号码">
      <h2>完整号码</h2>
      <p className="quiet form-note">查看须选择用途，记入操作日志；显示 {shownFor} 秒后遮盖。</p>
      <dl className="rows" aria-live="polite">
        {whats.map(({ what, word }) => (
          <div key={what}>
            <dt>{word}</dt>
            <dd>
              {shown[what] === undefined ? (
                <Button size="small" onClick={() => setAsked(what)} aria-label={`查看完整${word}`}>
                  查看
                </Button>
              ) : (
                <span className="code">{shown[what]}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <PurposeModal
        graduateId={graduateId}
        what={asked}
        onClose={() => setAsked(undefined)}
        onShown={(what, value) => setShown(before => ({ ...before, [what]: value }))}
      />
    </section>
  );
}

interface Props {
  readonly graduateId: number;
  readonly what: What | undefined;
  readonly onClose: () => void;
  readonly onShown: (what: What, value: string) => void;
}

function PurposeModal({ graduateId, what, onClose, onShown }: Props) {
  const [form] = Form.useForm<{ readonly purpose: string }>();
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const word = whats.find(one => one.what === what)?.word ?? '';

  const send = async () => {
    if (!what) return;
    const purpose = form.getFieldValue('purpose') ?? '';
    setSending(true);
    setFault(undefined);
    try {
      const { value } = await call('POST /api/graduates/{id}/reveal', { params: { id: graduateId }, body: { what, purpose } });
      onShown(what, value);
      onClose();
    } catch (error) {
      const faults = fieldFaultsOf(error);
      setFault(showFaults(form, faults)[0] ?? (Object.keys(faults).length === 0 ? sentenceFor(error) : undefined));
    } finally {
      setSending(false);
    }
  };
  return (
    <Modal
      title={`查看完整${word}`}
      open={what !== undefined}
      okText="查看"
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={sending}
      afterOpenChange={isOpen => isOpen && form.getFieldInstance('purpose')?.focus()}
      destroyOnHidden
    >
      <Form
        form={form}
        onValuesChange={changed => clearChanged(form, changed)}
        layout="vertical"
        requiredMark={false}
        preserve={false}
      >
        <Form.Item name="purpose" label="用途" extra="从列表中选择，或直接输入。">
          <AutoComplete
            options={purposes}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
            maxLength={100}
            placeholder="请选择或输入用途"
          />
        </Form.Item>
      </Form>
      <p className="fault" role="alert">
        {fault}
      </p>
    </Modal>
  );
}
