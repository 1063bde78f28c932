import { Alert } from 'antd';
import type { CasePage } from '#contract/routes/cases.ts';
import { flagLines } from '#domain/rules/employer-flag.ts';

/** 预警单位 on a page that is read before deciding. */
export function FlagNotice({ flag }: { readonly flag: CasePage['flag'] }) {
  const [first, ...more] = flag ? flagLines(flag) : [];
  if (!first) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="below"
      title={`预警单位：${first}`}
      description={
        more.length > 0 || flag?.text ? (
          <>
            {more.map(line => (
              <p key={line}>{line}</p>
            ))}
            {flag?.text ? <p className="wrap">本校说明：{flag.text}</p> : null}
          </>
        ) : undefined
      }
    />
  );
}
