import { useEffect, useState } from 'react';
import { dayOfForm, type FormStatement } from '#domain/verification/statement.ts';
import type { StatementCheck } from './verify-statement.ts';

interface Verdict {
  readonly tone: 'inForce' | 'waiting' | 'refused';
  readonly title: string;
  readonly text: string;
}
const verdicts: Readonly<Record<StatementCheck['is'] | 'no-keys' | 'missing', Verdict>> = {
  verified: { tone: 'inForce', title: '来源已验证', text: '二维码由本系统签名。请将以下内容与纸质表逐项核对。' },
  forged: { tone: 'refused', title: '签名无效', text: '二维码不是本系统生成的，或已被改动，请勿采信。' },
  'unknown-key': { tone: 'waiting', title: '来源未能验证', text: '本机没有对应的验证密钥，请连接网络后重新扫描。' },
  'no-keys': { tone: 'waiting', title: '来源未能验证', text: '没有取得验证密钥，请连接网络后重新扫描。' },
  missing: { tone: 'waiting', title: '二维码不完整', text: '没有读到签名，只能在线核验。请确认二维码清晰完整后重新扫描。' },
};

function useDestination(code: string | undefined): string {
  const [word, setWord] = useState('');
  useEffect(() => {
    if (code)
      import('./destination-word.ts').then(
        ({ destinationWord }) => setWord(destinationWord(code)),
        () => setWord(code),
      );
  }, [code]);
  return word;
}

function Facts({ statement: { n, p, s, d, r } }: { readonly statement: FormStatement }) {
  const destination = useDestination(d);
  const rows = [
    ['姓名', p],
    ['毕业院校', s],
    ['毕业去向', destination],
    [n.startsWith('H') ? '迁移地址' : '档案接收单位', r ?? '--'],
    ['表号', n],
    ['开具日期', dayOfForm(n)],
  ] as const;
  return (
    <dl className="rows">
      {rows.map(([label, value]) => (
        <div className="row" key={label}>
          <dt>{label}</dt>
          <dd className={label === '表号' ? 'code' : undefined}>{value || '--'}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What the paper itself says, under our signature. */
export function StatementCard({ check }: { readonly check: StatementCheck | 'checking' | 'no-keys' | undefined }) {
  if (check === 'checking') return null;
  const { tone, title, text } = verdicts[check === undefined ? 'missing' : typeof check === 'string' ? check : check.is];
  return (
    <section className={`card check-verdict tone-${tone}`}>
      <h2>{title}</h2>
      <p className="note">{text}</p>
      {typeof check === 'object' && check.is === 'verified' && <Facts statement={check.statement} />}
    </section>
  );
}
