import type { AccountKind } from '../access.ts';

export const fullIdSettings = ['nobody', 'schoolAdmin', 'school'] as const;
export type FullIdSetting = (typeof fullIdSettings)[number];

const inFull: Readonly<Record<FullIdSetting, readonly AccountKind[]>> = {
  nobody: [],
  schoolAdmin: ['schoolAdmin'],
  school: ['schoolAdmin', 'school'],
};
/** Whose exports carry ID numbers and phones in full, by the school's setting; everybody else's have them masked. */
export const mayExportInFull = (setting: FullIdSetting, kind: AccountKind): boolean => inFull[setting].includes(kind);
