import { useCallback, useEffect, useRef, useState } from 'react';
import type { TransferFile } from './use-transfer.ts';

/** What arrives while the form is closed: it is taken in when the form is opened again. */
const arrived = new Map<string, readonly TransferFile[]>();
const takers = new Map<string, (file: TransferFile) => void>();

/** An upload may end after its page was left: the form that is open then has it, or the next one. */
export function hasArrived(slot: string, file: TransferFile): void {
  const take = takers.get(slot);
  if (take) take(file);
  else arrived.set(slot, [...(arrived.get(slot) ?? []), file]);
}

/** The evidence that a form encloses, in the order in which it came. */
export function useEvidence(slot: string, first: readonly TransferFile[], onChanged: (files: readonly TransferFile[]) => void) {
  const [files, setFiles] = useState(first);
  const latest = useRef(files);
  const change = useCallback(
    (to: readonly TransferFile[]) => {
      latest.current = to;
      setFiles(to);
      onChanged(to);
    },
    [onChanged],
  );
  useEffect(() => {
    const take = (file: TransferFile) => change([...latest.current, file]);
    takers.set(slot, take);
    const late = arrived.get(slot) ?? [];
    arrived.delete(slot);
    if (late.length > 0) change([...latest.current, ...late]);
    return () => {
      takers.delete(slot);
    };
  }, [slot, change]);
  return {
    files,
    /** As it is now, for what is sent later. */
    ids: useCallback(() => latest.current.map(({ id }) => id), []),
    remove: (file: TransferFile) => change(latest.current.filter(({ id }) => id !== file.id)),
  };
}
