import { useEffect, useRef } from 'react';
import type { Agreement } from './agent-api.ts';

/** Gets the focus, so that a screen reader reads it next. */
function useFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return heading;
}

export function AgentDead() {
  return (
    <section className="card agent-end tone-waiting">
      <h2 ref={useFocus()} tabIndex={-1}>
        链接无效或已失效
      </h2>
      <p>链接自发送起 7 天内有效。已经提交过、毕业生重新发送过，或协议已有新进展的，原链接不再可用。</p>
      <h3>您可以这样做</h3>
      <ul className="agent-list">
        <li>短信不止一条的，请打开最近一条短信中的链接，并确认链接完整。</li>
        <li>请毕业生在「毕业生去向登记」中再次点击「用人单位协助回传协议书」，系统会重新发送短信。</li>
        <li>如您已提交过，无需重复提交，请等待学校审核。</li>
      </ul>
    </section>
  );
}

export function AgentDone({ agreement }: { readonly agreement: Agreement }) {
  return (
    <section className="card agent-end tone-inForce">
      <h2 ref={useFocus()} tabIndex={-1}>
        已提交，感谢您的协助
      </h2>
      <p>
        {agreement.graduateName}的就业协议书（编号 <span className="code">{agreement.agreementNumber}</span>
        ）已交由{agreement.schoolName}审核，毕业生会收到通知。
      </p>
      <h3>接下来</h3>
      <ul className="agent-list">
        <li>审核通过后协议生效；如图像不清晰等需要重新上传，毕业生会再次与您联系。</li>
        <li>请保留加盖公章的纸质协议书原件。</li>
        <li>此链接已失效，可以关闭本页面。</li>
      </ul>
    </section>
  );
}
