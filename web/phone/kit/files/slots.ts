import { useCallback, useState } from 'react';
import type { CaseFile } from '#contract/routes/cases.ts';

export interface FilesProps {
  readonly caseRef: string;
  readonly purpose: CaseFile['purpose'];
  readonly item: number;
  readonly label: string;
  readonly files: readonly CaseFile[];
  readonly fault?: string | undefined;
  /** Of several kinds in a row the first alone says what a file may be. */
  readonly isFirst?: boolean;
  readonly onChanged: () => void;
  /** How many are chosen or on their way, and not there yet. */
  readonly onSending: (slot: string, count: number) => void;
}
export const slotOf = ({ caseRef, purpose, item }: Pick<FilesProps, 'caseRef' | 'purpose' | 'item'>): string =>
  `${caseRef}/${purpose}/${item}`;

/** What a page with files knows of those that are not there yet, so that nothing is handed in without them. */
export function useOnTheWay() {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const [isHeld, hold] = useState(false);
  const onSending = useCallback((slot: string, count: number) => {
    setCounts(all => (all[slot] === count ? all : { ...all, [slot]: count }));
    if (count === 0) hold(false);
  }, []);
  return {
    onSending,
    /** Whether something is on its way; from then on it is said where. */
    holdsBack: (): boolean => {
      const holds = Object.values(counts).some(count => count > 0);
      hold(holds);
      return holds;
    },
    faultAt: (slot: string): string | undefined =>
      isHeld && (counts[slot] ?? 0) > 0 ? `还有 ${counts[slot]} 份没有上传完，请上传完或移除后再提交。` : undefined,
  };
}
