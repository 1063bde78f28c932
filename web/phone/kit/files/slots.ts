import { useCallback, useState } from 'react';
import type { CaseFile } from '#contract/routes/cases.ts';
import { useFaultInSight } from '#web/phone/kit/use-fault-in-sight.ts';

export interface FilesProps {
  readonly caseRef: string;
  readonly purpose: CaseFile['purpose'];
  readonly item: number;
  readonly label: string;
  readonly files: readonly CaseFile[];
  readonly fault?: string | undefined;
  /** Of several fields in a row only the first says what a file may be. */
  readonly isFirst?: boolean;
  readonly onChanged: () => void;
  /** How many files are chosen or being sent. */
  readonly onSending: (slot: string, count: number) => void;
}
export const slotOf = ({ caseRef, purpose, item }: Pick<FilesProps, 'caseRef' | 'purpose' | 'item'>): string =>
  `${caseRef}/${purpose}/${item}`;

/** Counts the files that have not arrived yet, so that nothing is submitted without them. */
export function useOnTheWay() {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  /** How often it was held back since all had arrived. */
  const [held, hold] = useState(0);
  useFaultInSight(held);
  const onSending = useCallback((slot: string, count: number) => {
    setCounts(all => (all[slot] === count ? all : { ...all, [slot]: count }));
    if (count === 0) hold(0);
  }, []);
  return {
    onSending,
    /** Whether files are being sent; if so, their fields say it from then on. */
    holdsBack: (): boolean => {
      const isSending = Object.values(counts).some(count => count > 0);
      if (isSending) hold(times => times + 1);
      return isSending;
    },
    faultAt: (slot: string): string | undefined =>
      held > 0 && (counts[slot] ?? 0) > 0 ? `还有 ${counts[slot]} 份没有上传完，请上传完或移除后再提交。` : undefined,
  };
}
