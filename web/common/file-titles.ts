import type { CaseFile } from '#contract/routes/cases.ts';

const titles: Readonly<Record<CaseFile['purpose'], string>> = {
  evidence: '证明材料',
  scan: '盖章协议书',
  letter: '解约函',
  help: '协助材料',
  change: '变更申请的佐证材料',
  correction: '更正后类型的证明材料',
  grounds: '解约申请材料',
};

/** What a file is, by what it was uploaded for. */
export const fileTitle = ({ purpose, explanation }: Pick<CaseFile, 'purpose' | 'explanation'>): string =>
  explanation ? '情况说明' : titles[purpose];
