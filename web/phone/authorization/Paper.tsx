import { useState } from 'react';
import { addressOf } from '#contract/client.ts';
import { fileSize } from '#web/common/format.ts';
import { Icon } from '#web/phone/kit/Icon.tsx';
import { inWechat } from '#web/phone/kit/in-wechat.ts';
import type { AuthorizationCode } from './use-authorization.ts';

/** The signed PDF, and the same page as a picture for those whose browser opens no PDF. */
export function Paper({ id, paper: { state, sentence, bytes } }: { readonly id: number } & Pick<AuthorizationCode, 'paper'>) {
  const [isShown, setShown] = useState(inWechat);
  const picture = addressOf('GET /api/graduate/authorization/codes/{id}/picture', { id });
  return (
    <section className="card stack" aria-labelledby="paper">
      <h2 className="card-title" id="paper">
        登记信息表（PDF）
      </h2>
      {state === 'making' && <p role="status">正在生成，完成后自动显示，通常不超过一分钟。核验编号可以先使用。</p>}
      {state === 'failed' && <p className="notice notice-slim tone-refused">{sentence}</p>}
      {state === 'ready' && (
        <>
          <p className="note">已数字签名，任何改动都会被发现。打印或转发给接收单位均可。</p>
          <a
            className="button button-wide"
            href={addressOf('GET /api/graduate/authorization/codes/{id}/form', { id })}
            download=""
          >
            <Icon name="download" />
            下载{bytes !== null && `（${fileSize(bytes)}）`}
          </a>
          {inWechat && <p className="note">微信内打不开 PDF 时，请长按下方图片保存，或点右上角选择「在浏览器打开」后下载。</p>}
          {isShown ? (
            <img className="paper-picture" src={picture} alt="登记信息表" loading="lazy" />
          ) : (
            <button type="button" className="button button-wide" onClick={() => setShown(true)}>
              查看图片
            </button>
          )}
        </>
      )}
    </section>
  );
}
