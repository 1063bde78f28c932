import { type FlagKind, flagKindName } from '../codes/flag-kinds.ts';

/** So many schools make a mark national: everybody on the platform is told (department guide §3.7). */
export const nationalFrom = 5;

/** What is known of an employer beyond what it says itself. */
export interface EmployerFlag {
  /** The mark of one's own school. */
  readonly kind: FlagKind | null;
  /** How many schools mark it, where they are enough to tell; else 0. Never which ones. */
  readonly schools: number;
}

/** The plain lines that graduates and reviewers read; none where nothing is known. */
export function flagLines({ kind, schools }: EmployerFlag): string[] {
  return [
    ...(kind ? [`本校已将该单位标记为预警单位（${flagKindName(kind)}）。`] : []),
    ...(schools >= nationalFrom ? [`该单位已被 ${schools} 所学校标记为预警单位。`] : []),
  ];
}
