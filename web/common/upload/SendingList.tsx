import { useSyncExternalStore } from 'react';
import { fileSize } from '../format.ts';
import { drop, retry, type Sending, send, sendings, subscribe, turn, withoutPreview } from './sendings.ts';

/** The files of a field that are not at the server yet. */
export function useSendings(slot: string): readonly Sending[] {
  const all = useSyncExternalStore(subscribe, sendings);
  return all.filter(one => one.slot === slot);
}

const percent = ({ sent, bytes }: Sending): number => Math.min(99, Math.floor((sent / bytes) * 100));
const words: Readonly<Record<Exclude<Sending['state'], 'failed'>, (one: Sending) => string>> = {
  chosen: ({ bytes }) => `待上传，原图 ${fileSize(bytes)}`,
  queued: () => '排队等待上传',
  sending: one => `已传 ${fileSize(one.sent)} / ${fileSize(one.bytes)}（${percent(one)}%）`,
  waiting: one => `网络中断，已传 ${percent(one)}%，恢复后自动接着传`,
  checking: () => '已传完，正在检查内容',
};

/** The files of a field that are not at the server yet: preview, rotation, removal, progress, another try. */
export function SendingList({ slot }: { readonly slot: string }) {
  const list = useSendings(slot);
  const chosen = list.filter(({ state }) => state === 'chosen').length;
  return (
    <>
      {list.length > 0 && (
        <ul className="sendings">
          {list.map(one => (
            <SendingRow key={one.id} one={one} />
          ))}
        </ul>
      )}
      {chosen > 0 && (
        <div className="sendings-go">
          <p className="note">请确认文字清晰、四角完整、方向正确。</p>
          <button type="button" className="button button-main button-wide" onClick={() => send(slot)}>
            上传 {chosen} 份
          </button>
        </div>
      )}
    </>
  );
}

function SendingRow({ one }: { readonly one: Sending }) {
  const { id, name, preview, state, problem } = one;
  const word = state === 'sending' || state === 'waiting' ? '取消' : '移除';
  return (
    <li className="sending">
      <span className="sending-frame">
        {preview ? (
          <img src={preview} alt={`${name}预览`} style={{ rotate: `${one.turn}deg` }} onError={() => withoutPreview(id)} />
        ) : (
          <span aria-hidden="true">{/\.pdf$/i.test(name) ? 'PDF' : '图片'}</span>
        )}
      </span>
      <div className="sending-words">
        <p>{name}</p>
        {state === 'failed' ? (
          <p className="fault" role="alert">
            {problem}
          </p>
        ) : (
          <p className="note">{words[state](one)}</p>
        )}
        {(state === 'sending' || state === 'waiting') && (
          <progress value={one.sent} max={one.bytes} aria-label={`正在上传${name}`} />
        )}
      </div>
      <div className="sending-acts">
        {state === 'chosen' && preview && (
          <button type="button" className="button button-small" aria-label={`旋转${name}`} onClick={() => turn(id)}>
            旋转
          </button>
        )}
        {state === 'failed' && !one.isFinal && (
          <button type="button" className="button button-small" aria-label={`重试${name}`} onClick={() => retry(id)}>
            重试
          </button>
        )}
        {state !== 'checking' && (
          <button type="button" className="button button-small" aria-label={`${word}${name}`} onClick={() => drop(id)}>
            {word}
          </button>
        )}
      </div>
    </li>
  );
}
