import { useOnline } from './use-online.ts';

export function OfflineNotice() {
  const online = useOnline();
  return (
    <div className="offline" role="status">
      {!online && <p>网络已断开，看到的是断开前的内容。已填写的内容会保留，恢复网络后自动刷新。</p>}
    </div>
  );
}
