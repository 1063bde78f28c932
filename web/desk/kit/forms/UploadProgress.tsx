import { Progress } from 'antd';
import { fileSize } from '#web/common/format.ts';

export interface Sent {
  readonly name: string;
  readonly sent: number;
  readonly total: number;
}

export function UploadProgress({ name, sent, total }: Sent) {
  const percent = total > 0 ? Math.floor((sent / total) * 100) : 0;
  return (
    <div role="status">
      <p>{sent < total ? `正在上传 ${name}：${fileSize(sent)} / ${fileSize(total)}` : `${name} 已传完，正在处理…`}</p>
      <Progress percent={percent} aria-label="上传进度" />
    </div>
  );
}
