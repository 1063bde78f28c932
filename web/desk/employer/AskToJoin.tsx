import { Alert, Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { call, fieldFaultsOf, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';

/** The organisation is registered already: this account may ask to be let in by its administrator. */
export function AskToJoin({ uscc }: { readonly uscc: string }) {
  const [name, setName] = useState('');
  const [asked, setAsked] = useState(false);
  const [fault, setFault] = useState<string>();
  const [sending, setSending] = useState(false);
  const press = usePress();
  const box = useRef<HTMLDivElement>(null);
  // It is above the form, whose button at the other end has just been pressed.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
  }, []);

  const ask = async () => {
    if (name.trim() === '') return setFault('请填写您的姓名，便于管理员核实。');
    setFault(undefined);
    setSending(true);
    try {
      const body = { uscc, name: name.trim() };
      await press(body, key => call('POST /api/employer/join-requests', { body, key }));
      setAsked(true);
    } catch (error) {
      setFault(Object.values(fieldFaultsOf(error))[0] ?? sentenceFor(error));
    } finally {
      setSending(false);
    }
  };
  if (asked)
    return (
      <Alert
        type="success"
        showIcon
        className="door-alert"
        title="申请已提交。该单位的管理员同意后，您会收到短信，请重新登录。"
      />
    );
  return (
    <div ref={box}>
      <Alert
        type="info"
        showIcon
        className="door-alert"
        title="该统一社会信用代码已有单位通过资质审核。您可以申请加入，由该单位的管理员同意。"
        description={
          <div className="buttons">
            <Input
              aria-label="您的姓名"
              placeholder="您的姓名"
              maxLength={50}
              value={name}
              onChange={event => setName(event.target.value)}
              style={{ width: 200 }}
            />
            <Button type="primary" loading={sending} onClick={() => void ask()}>
              申请加入该单位
            </Button>
            {fault ? (
              <span className="fault" role="alert">
                {fault}
              </span>
            ) : null}
          </div>
        }
      />
    </div>
  );
}
