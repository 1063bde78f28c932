import { lazy, Suspense } from 'react';
import { Skeleton } from '#web/common/Skeleton.tsx';
import type { FilesProps } from './slots.ts';

const load = () => import('./Files.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Files }));

/** The code for choosing and sending is loaded when a page has a field for files. */
export function Files(props: FilesProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Loaded {...props} />
    </Suspense>
  );
}
