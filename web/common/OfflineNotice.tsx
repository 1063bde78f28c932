import { useRepeating } from './repeating.ts';
import { useOnline } from './use-online.ts';

/** Why a page does not go on, and that it will. */
export function OfflineNotice() {
  const online = useOnline();
  const repeating = useRepeating();
  return (
    <div className="offline" role="status">
      {!online && <p>网络已断开，看到的是断开前的内容。已填写的内容会保留，恢复网络后自动刷新。</p>}
      {online && repeating && <p>服务暂时没有回应，正在重试…</p>}
    </div>
  );
}
