import { lazy, Suspense } from 'react';
import { Skeleton } from '#web/common/Skeleton.tsx';
import type { FilesProps } from './slots.ts';

const load = () => import('./Files.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Files }));

/** Choosing and sending is loaded when a page asks for files, and not before. */
export function Files(props: FilesProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Loaded {...props} />
    </Suspense>
  );
}
