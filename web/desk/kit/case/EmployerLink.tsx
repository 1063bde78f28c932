import type { CasePage } from '#contract/routes/cases.ts';
import { linkStateWords } from '#web/common/employer-link-words.ts';
import { Moment } from '../page/Moment.tsx';
import { StateTag } from '../page/StateTag.tsx';

/** The link that the graduate had sent to the employer. Staff read how it is; the link itself is the parties'. */
export function EmployerLink({ link }: { readonly link: CasePage['employerLink'] }) {
  if (!link) return null;
  const { tone, words } = linkStateWords(link);
  return (
    <section className="card">
      <h2>请单位协助回传</h2>
      <p>
        <StateTag tone={tone} label={words} />
      </p>
      <p>
        单位联系人手机 <span className="code">{link.phone}</span>，<Moment at={link.sentAt} exact /> 发送
      </p>
      <p className="quiet">
        {link.openedAt ? (
          <>
            单位于 <Moment at={link.openedAt} exact /> 打开，
          </>
        ) : (
          '单位尚未打开，'
        )}
        有效至 <Moment at={link.expiresAt} exact />
        ，今天还可重新发送 {link.left} 次（由毕业生办理）
      </p>
    </section>
  );
}
