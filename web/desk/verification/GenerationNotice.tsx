import { useQuery } from '@tanstack/react-query';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { JobNotice } from '#web/desk/kit/jobs/JobNotice.tsx';
import { generationQuery, liveQueries } from './data/queries.ts';
import { GenerationCounts } from './GenerationCounts.tsx';

interface Props {
  readonly kind: TransferKind;
  readonly id: number;
  readonly onClose: () => void;
}

/** A generation on the page that started it: how far it is, then what came of it. */
export function GenerationNotice({ kind, id, onClose }: Props) {
  const { data } = useQuery(generationQuery(kind, id));
  return (
    <JobNotice id={id} makesStale={liveQueries} onClose={onClose}>
      {data?.job.finishedAt ? <GenerationCounts counts={data.counts} /> : null}
    </JobNotice>
  );
}
