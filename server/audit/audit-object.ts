import type { AuditObject } from '#server/platform/module.ts';
import { batchKind } from './tree/histories.ts';

/** Those whose tables belong to no single matter, or that need no name. */
export const commonObjects: readonly AuditObject[] = [
  { kind: 'account', word: '账号' },
  { kind: 'audit-log', word: '操作日志' },
  { kind: 'account-import', word: '批量新建账号' },
  { kind: 'case', word: '签约或去向' },
  { kind: 'department', word: '院系' },
  { kind: 'desk-job', word: '任务' },
  { kind: 'employer', word: '单位' },
  { kind: 'employer-code', word: '单位' },
  { kind: 'event', word: '日志' },
  { kind: 'file', word: '文件' },
  { kind: 'graduate', word: '毕业生' },
  { kind: batchKind, word: '历史记录批次' },
  { kind: 'login', word: '账号' },
  { kind: 'person', word: '毕业生' },
  { kind: 'school', word: '本校' },
  { kind: 'session', word: '会话' },
];
