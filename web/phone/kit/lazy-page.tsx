import { type ComponentType, lazy, Suspense } from 'react';
import { NoAnswer } from '#contract/client.ts';
import { Failed, Loading } from './states.tsx';

interface Place {
  readonly title: string;
  readonly back: string;
}

/** A page whose code is loaded when it is opened. Without a network it says so: what was loaded before stays open meanwhile. */
export function lazyPage<Props extends object>(place: Place, load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  // A browser does not ask again for code that it could not load: the page has to be loaded anew.
  const Broken = () => <Failed {...place} error={new NoAnswer()} onRetry={() => location.reload()} />;
  const Loaded = lazy<ComponentType<Props>>(async () => ({ default: await load().catch(() => Broken) }));
  return props => (
    <Suspense fallback={<Loading {...place} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
