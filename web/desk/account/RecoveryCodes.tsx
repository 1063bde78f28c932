import { Alert, Button } from 'antd';
import { useState } from 'react';

interface Props {
  readonly codes: readonly string[];
  readonly word: string;
  readonly onDone: () => void;
}

/** 恢复码, this once: written down, printed or kept as a file, then gone from the page. */
export function RecoveryCodes({ codes, word, onDone }: Props) {
  const [outcome, setOutcome] = useState('');
  const text = `毕业去向登记 恢复码（每个只能用一次）\n${codes.join('\n')}\n`;
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`\ufeff${text}`)}`;
  return (
    <>
      <Alert
        type="warning"
        showIcon
        className="door-alert"
        title="请保存恢复码，关闭后不再显示"
        description="手机遗失、无法生成动态口令时，用恢复码代替动态口令登录，每个只能用一次。请打印或存放在手机以外的安全地方。"
      />
      <ol className="recovery-codes" aria-label="恢复码">
        {codes.map(code => (
          <li key={code} className="code">
            {code}
          </li>
        ))}
      </ol>
      <p className="buttons below">
        <Button
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setOutcome('已复制'),
              () => setOutcome('浏览器不允许复制，请手工记下或下载'),
            )
          }
        >
          复制
        </Button>
        <a className="button-link" href={file} download="恢复码.txt">
          下载
        </a>
        <span role="status" className="quiet">
          {outcome}
        </span>
      </p>
      <Button type="primary" onClick={onDone}>
        {word}
      </Button>
    </>
  );
}
