import type { Call } from '#contract/client.ts';
import { call, placeOf } from '#web/desk/kit/api/api.ts';
import { DownloadButton } from '#web/desk/kit/list/DownloadButton.tsx';

interface Props {
  readonly filter: Call<'POST /api/roster/exports'>['body'];
  readonly onStarted: (jobId: number) => void;
}

/** The list of graduates as a sheet. */
export function RosterDownload({ filter, onStarted }: Props) {
  return (
    <DownloadButton
      filter={filter}
      start={key => call('POST /api/roster/exports', { body: filter, key })}
      from={placeOf('GET /api/roster/exports/file', {}, filter)}
      onStarted={onStarted}
    />
  );
}
