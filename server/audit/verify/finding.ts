/** What a check of the audit may find, each with the sentence that the operator reads. */
export type FindingKind =
  | 'changed'
  | 'lost'
  | 'moved'
  | 'backdated'
  | 'inserted'
  | 'unsealed'
  | 'history-changed'
  | 'history-lost'
  | 'history-inserted'
  | 'history-backdated'
  | 'batch-changed'
  | 'leaves-changed'
  | 'leaves-lost'
  | 'nodes-changed'
  | 'head-forged'
  | 'head-missing'
  | 'head-changed'
  | 'timestamp-invalid';

export interface Finding {
  readonly kind: FindingKind;
  readonly sentence: string;
}

/** Many of one kind are counted and the first of them told: a log that was emptied would give a line for each row. */
const toldOfAKind = 50;

export interface Findings {
  add(kind: FindingKind, sentence: string): void;
  /** All kinds with their sentences, and how many of a kind there are beyond those told. */
  told(): readonly Finding[];
  readonly count: number;
}
export function collectFindings(): Findings {
  const found: Finding[] = [];
  const counts = new Map<FindingKind, number>();
  return {
    add: (kind, sentence) => {
      const nth = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, nth);
      if (nth <= toldOfAKind) found.push({ kind, sentence });
    },
    told: () => [
      ...found,
      ...[...counts].flatMap(([kind, count]) =>
        count > toldOfAKind ? [{ kind, sentence: `……同类问题另有 ${count - toldOfAKind} 处，不逐条列出。` }] : [],
      ),
    ],
    get count() {
      return [...counts.values()].reduce((sum, count) => sum + count, 0);
    },
  };
}
