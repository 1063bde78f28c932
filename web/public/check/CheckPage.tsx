import { useState } from 'react';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { checkPages } from '#domain/verification/check-words.ts';
import { formWords } from '#domain/verification/form-words.ts';
import { DocumentCheck } from './DocumentCheck.tsx';
import { Notices } from './Notices.tsx';
import { ScannedForm } from './ScannedForm.tsx';
import type { Scanned, ScannedAgreement } from './scanned.ts';
import { TypedForm } from './TypedForm.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly scanned: Scanned | ScannedAgreement | undefined;
}

/** 在线核验: for a receiving office that has nothing but a browser, or a phone's scanner. */
export function CheckPage({ kind, scanned }: Props) {
  const agreement = scanned && 'agreementNumber' in scanned ? scanned : undefined;
  const [way, setWay] = useState<Scanned | 'typed'>(scanned && 'token' in scanned ? scanned : 'typed');
  return (
    <>
      <header className="masthead">
        <div className="check-wide masthead-line">
          <p className="name">
            <img src={new URL('../../common/icon.svg', import.meta.url).href} width="32" height="32" alt="" />
            毕业去向登记与网上签约
          </p>
          <a href="/">首页</a>
        </div>
      </header>
      <main className="check-wide check">
        <nav aria-label="核验种类">
          <ul className="check-kinds">
            {(['archive', 'hukou'] as const).map(one => (
              <li key={one}>
                <a href={checkPages[one].path} aria-current={one === kind ? 'page' : undefined}>
                  {formWords[one].block}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <h1>{formWords[kind].check}</h1>
        <div className="check-columns">
          <div className="check-main">
            {agreement ? (
              <DocumentCheck agreement={agreement} />
            ) : way === 'typed' ? (
              <TypedForm kind={kind} />
            ) : (
              <ScannedForm kind={kind} scanned={way} onType={() => setWay('typed')} />
            )}
            {agreement ? <TypedForm kind={kind} /> : <DocumentCheck />}
          </div>
          <Notices kind={kind} />
        </div>
      </main>
    </>
  );
}
