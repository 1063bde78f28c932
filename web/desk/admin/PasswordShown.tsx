import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Moment } from '#web/desk/kit/page/Moment.tsx';

/** The account that somebody has just been given. */
export interface Told {
  readonly account: { readonly login: string; readonly name: string; readonly initialPasswordUntil: string | null };
  readonly password: string | null;
}

/** An initial password, this once. Closing forgets it. */
export function PasswordShown({ told, onClose }: { readonly told: Told | undefined; readonly onClose: () => void }) {
  const [outcome, setOutcome] = useState('');
  const close = () => {
    setOutcome('');
    onClose();
  };
  const text = told ? `账号 ${told.account.login}，初始密码 ${told.password}` : '';
  return (
    <Modal
      title="初始密码"
      open={told !== undefined}
      onCancel={close}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          已记下
        </Button>
      }
    >
      <p className="below">
        请把账号和初始密码告知{told?.account.name}本人。关闭后不再显示；首次登录须修改，逾期未登录的须重新生成。
      </p>
      <dl className="rows below">
        <div>
          <dt>账号</dt>
          <dd className="code">{told?.account.login}</dd>
        </div>
        <div>
          <dt>初始密码</dt>
          <dd className="code big-code">{told?.password}</dd>
        </div>
        <div>
          <dt>有效期至</dt>
          <dd>{told?.account.initialPasswordUntil ? <Moment at={told.account.initialPasswordUntil} exact /> : null}</dd>
        </div>
      </dl>
      <Button
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setOutcome('已复制'),
            () => setOutcome('浏览器不允许复制，请手工记下'),
          )
        }
      >
        复制账号和密码
      </Button>{' '}
      <span role="status" className="quiet">
        {outcome}
      </span>
    </Modal>
  );
}
