import type { CasePage } from '#contract/routes/cases.ts';

const steps = [
  ['打印', '下载上方的电子就业协议书，用 A4 纸打印，各页都要。'],
  ['签字', '您在「乙方（签字）」处手写签名，写上日期。'],
  ['盖章', '请单位在「甲方（盖章）」处加盖公章；需上级主管单位盖章的，一并加盖。'],
  ['拍照', '逐页拍照：平放、光线均匀，四角、公章和右上角二维码都清楚，再点下方「本人回传协议书」。'],
] as const;

/** From the agreement that was issued to the one that comes back. */
export function OfflineGuide({ page }: { readonly page: CasePage }) {
  if (!page.actions.some(({ asks }) => asks === 'scan')) return null;
  return (
    <section className="card stack" aria-labelledby="offline-guide">
      <h2 className="card-title" id="offline-guide">
        接下来四步
      </h2>
      <ol className="walk">
        {steps.map(([title, text]) => (
          <li key={title}>
            <strong>{title}</strong>
            <p className="soft">{text}</p>
          </li>
        ))}
      </ol>
      <p className="note">不方便自己回传的，可请用人单位协助：系统向单位联系人发送短信链接，由单位下载、盖章、回传。</p>
    </section>
  );
}
