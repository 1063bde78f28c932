import { type CodeTable, findEntry } from './code-table.ts';

/** Why a school warns of an employer (department guide §3.7). */
export const flagKindCodes = ['violation', 'fake', 'discrimination', 'false-advertising', 'other'] as const;
export type FlagKind = (typeof flagKindCodes)[number];

const names: Readonly<Record<FlagKind, string>> = {
  violation: '违规',
  fake: '虚假',
  discrimination: '就业歧视',
  'false-advertising': '虚假宣传',
  other: '其他',
};
export const flagKinds: CodeTable = flagKindCodes.map(code => ({ code, name: names[code] }));
export const flagKindName = (code: string): string => findEntry(flagKinds, code)?.name ?? code;
