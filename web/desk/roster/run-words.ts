import type { Answer } from '#web/desk/kit/api/api.ts';

export type Run = Answer<'GET /api/roster/imports/{id}'>;

export const runCounts: readonly { readonly key: keyof Run['counts']; readonly label: string }[] = [
  { key: 'added', label: '新增' },
  { key: 'changed', label: '变更' },
  { key: 'same', label: '未变' },
  { key: 'restored', label: '恢复' },
  { key: 'faulty', label: '有误' },
];
