import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call, placeOf } from '#web/desk/kit/api/api.ts';
import { DownloadButton } from '#web/desk/kit/list/DownloadButton.tsx';
import type { RecordsQuery, RequestsQuery } from '../data/queries.ts';

interface Props<Filter> {
  readonly kind: TransferKind;
  readonly filter: Filter;
  readonly onStarted: (jobId: number) => void;
}

/** 下载当前查询数据 of 档案（户口）信息. */
export const RecordsDownload = ({ kind, filter, onStarted }: Props<RecordsQuery>) => (
  <DownloadButton
    filter={filter}
    start={key => call('POST /api/archives/{kind}/record-exports', { params: { kind }, body: filter, key })}
    from={placeOf('GET /api/archives/{kind}/record-exports/file', { kind }, filter)}
    onStarted={onStarted}
  />
);

/** 下载当前查询数据 of 申请记录. */
export const RequestsDownload = ({ kind, filter, onStarted }: Props<RequestsQuery>) => (
  <DownloadButton
    filter={filter}
    start={key => call('POST /api/archives/{kind}/request-exports', { params: { kind }, body: filter, key })}
    from={placeOf('GET /api/archives/{kind}/request-exports/file', { kind }, filter)}
    onStarted={onStarted}
  />
);
