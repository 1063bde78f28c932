import { Alert, Button } from 'antd';

interface Props {
  readonly fault: string | undefined;
  /** Somebody else has saved meanwhile. */
  readonly outdated: boolean;
  readonly saving: boolean;
  readonly word: string;
  readonly onReload: () => void;
}

/** The bar that stays: what went wrong, and the button that saves. */
export function SettingsFoot({ fault, outdated, saving, word, onReload }: Props) {
  return (
    <div className="form-foot">
      {fault ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="foot-alert"
          title={fault}
          description={outdated ? '您填写的内容还在页面上。可先记下，再载入最新设置后修改。' : undefined}
          action={outdated ? <Button onClick={onReload}>载入最新设置</Button> : null}
        />
      ) : null}
      <Button type="primary" htmlType="submit" loading={saving}>
        {word}
      </Button>
    </div>
  );
}
