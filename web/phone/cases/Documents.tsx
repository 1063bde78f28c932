import { useState } from 'react';
import { addressOf } from '#contract/client.ts';
import type { CasePage } from '#contract/routes/cases.ts';
import { exactTime, fileSize } from '#web/common/format.ts';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { inWechat } from '#web/phone/kit/in-wechat.ts';
import { ShareDocument } from './ShareDocument.tsx';

type Document = CasePage['documents'][number];

const levels: readonly (readonly [mark: RegExp, words: string])[] = [
  [/B-?LTA/i, '已数字签名，附可信时间戳和长期验证信息'],
  [/B-?LT/i, '已数字签名，附可信时间戳和验证信息'],
  [/B-?T/i, '已数字签名，附可信时间戳'],
  [/B-?B/i, '已数字签名，未附时间戳'],
];

function Signature({ signature, signedAt }: Pick<Document, 'signature' | 'signedAt'>) {
  if (!signature) return <p className="note">尚未签名</p>;
  const words = levels.find(([mark]) => mark.test(signature.level))?.[1] ?? '已数字签名';
  return (
    <>
      <p className="note">
        {words}（PAdES {signature.level.replace(/^PAdES[- ]?/, '')}），任何改动都会被发现。
      </p>
      <p className="note">
        签名人：{signature.signer}
        {signedAt && `，${exactTime(signedAt)}`}
      </p>
      {signature.isTest && <p className="notice notice-slim tone-waiting">使用测试证书签名，仅供演示，不具有法律效力。</p>}
    </>
  );
}

interface OneProps {
  readonly caseRef: string;
  readonly document: Document;
  /** The heading above says already what it is. */
  readonly isAlone: boolean;
}

function OneDocument({ caseRef, document, isAlone }: OneProps) {
  const { id, state, version, nth, bytes } = document;
  return (
    <li className="stack">
      {!(isAlone && version === 1) && <h3>{nth}</h3>}
      {state === 'making' && <p role="status">正在生成，完成后自动显示，通常不超过一分钟。</p>}
      {state === 'failed' && (
        <p className="notice notice-slim tone-refused">生成没有完成，系统会自动重试，学校已能看到此问题。</p>
      )}
      {state === 'ready' && (
        <>
          <Signature {...document} />
          <a
            className="button button-wide"
            href={addressOf('GET /api/cases/{ref}/documents/{id}', { ref: caseRef, id })}
            download=""
          >
            <Icon name="download" />
            下载{bytes !== null && `（PDF，${fileSize(bytes)}）`}
          </a>
          <Pages caseRef={caseRef} id={id} />
          <ShareDocument
            address={addressOf('GET /api/cases/{ref}/documents/{id}', { ref: caseRef, id })}
            name={`${document.title}.pdf`}
          />
          {inWechat && <p className="note">微信内打不开 PDF：可长按图片保存，或点右上角，选择「在浏览器打开」后下载。</p>}
        </>
      )}
    </li>
  );
}

/** Where no PDF can be opened, its pages can be looked at and kept as a picture. */
function Pages({ caseRef, id }: { readonly caseRef: string; readonly id: number }) {
  const [isOpen, setOpen] = useState(inWechat);
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  if (!isOpen)
    return (
      <button type="button" className="button button-wide" onClick={() => setOpen(true)}>
        直接查看（图片）
      </button>
    );
  if (state === 'broken')
    return (
      <>
        <p className="notice notice-slim tone-refused">图片没有打开，请检查网络后重试，或下载 PDF 查看。</p>
        <button type="button" className="button button-wide" onClick={() => setState('loading')}>
          重试
        </button>
      </>
    );
  const address = addressOf('GET /api/cases/{ref}/documents/{id}/shown', { ref: caseRef, id });
  return (
    <>
      <p className="note" role="status">
        {state === 'loading' ? '正在打开，需要几秒' : '点按图片放大查看，长按可以保存。'}
      </p>
      <a href={address} target="_blank" rel="noreferrer" hidden={state === 'loading'}>
        <img
          className="document-pages"
          src={address}
          alt="文件各页，点按放大"
          onLoad={() => setState('shown')}
          onError={() => setState('broken')}
        />
      </a>
    </>
  );
}

/** What each kind is called above its versions, the agreement by its whole name. */
const headings: Readonly<Record<string, string>> = { 就业协议书: '电子就业协议书' };

/** Everything that can be downloaded, kind by kind: the agreement first, the latest version first. */
export function Documents({ page }: { readonly page: CasePage }) {
  const titles = [...new Set(page.documents.map(({ title }) => title))];
  return titles.map(title => {
    const documents = page.documents.filter(document => document.title === title);
    return (
      <section key={title} className="card" aria-label={headings[title] ?? title}>
        <h2 className="card-title">{headings[title] ?? title}</h2>
        <ul className="stack parts">
          {documents.map(document => (
            <OneDocument key={document.id} caseRef={page.ref} document={document} isAlone={documents.length === 1} />
          ))}
        </ul>
      </section>
    );
  });
}
