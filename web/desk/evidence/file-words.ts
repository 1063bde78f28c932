import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';

const purposes: Readonly<Record<CaseFile['purpose'], string>> = {
  evidence: '证明材料',
  scan: '盖章协议书',
  letter: '解约函',
  help: '协助材料',
  change: '变更申请的佐证材料',
};

/** What a file is: the name of its kind of evidence, where the type of destination has one. */
export function titleOf(page: Pick<CasePage, 'destinationType'>, file: Pick<CaseFile, 'purpose' | 'item'>): string {
  if (file.purpose !== 'evidence' || file.item === null) return purposes[file.purpose];
  return findEntry(destinationTypes, page.destinationType)?.evidence.items[file.item]?.name ?? purposes.evidence;
}
