import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Skeleton } from '#web/common/Skeleton.tsx';
import { Page } from './Page.tsx';

interface Place {
  readonly title: string;
  readonly back?: string;
}

export const Loading = (place: Place) => (
  <Page {...place}>
    <Skeleton lines={3} />
    <Skeleton />
  </Page>
);

export const Failed = ({ error, onRetry, ...place }: Place & { readonly error: unknown; readonly onRetry: () => unknown }) => (
  <Page {...place}>
    <ProblemNotice error={error} onRetry={onRetry} />
  </Page>
);
