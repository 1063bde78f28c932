import { DownloadOutlined } from '@ant-design/icons';
import { exactTime, fileSize } from '#web/common/format.ts';
import { addressOf } from '../api/api.ts';
import type { Job } from './job-queries.ts';

/** A link to the result, which is kept for a day; afterwards the note that it has been deleted. */
export function JobResult({ job: { id, title, result, resultGone } }: { readonly job: Job }) {
  if (resultGone) return <span className="quiet">结果已到期删除，请重新发起</span>;
  if (!result) return null;
  return (
    <a
      href={addressOf('GET /api/jobs/{id}/result', { id })}
      download
      className="button-link main"
      aria-label={`下载${title}的结果，${fileSize(result.bytes)}`}
      title={`${result.name}，保留至 ${exactTime(result.expiresAt)}`}
    >
      <DownloadOutlined aria-hidden /> 下载（{fileSize(result.bytes)}）
    </a>
  );
}
