/** What the public pages of the check say. Source: the notice of the public check, department guide §6.3. */
import type { TransferKind } from '../transfers/kinds.ts';

/** One answer to all that is not found, so that nobody learns which it was. */
export const notFoundWords = {
  sentence: '未查询到可核验的去向登记信息。',
  causes: [
    '姓名或编号输入有误，两者须与登记信息表上的完全一致',
    '编号已失效：毕业生结束了授权、登记信息已变更，或已生成新的编号',
    '编号已过有效期，或已超过在线核验服务期',
    '编号属于另一种登记信息表：档案登记信息表与户口登记信息表分别核验',
  ],
  remedies: [
    '请对照登记信息表，重新核对姓名与编号',
    '核验编号由毕业生本人提供：请毕业生重新授权后，提供新的登记信息表',
    '转递编号由学校提供：请联系毕业院校就业部门',
  ],
} as const;

/** Beside where archives go (notices.ts). */
export const checkNotes: readonly string[] = [
  '核验信息来自毕业生离校时上报的信息，如有问题请联系毕业生核实。',
  '核验编号由学生本人提供，查询核验服务截止到毕业时间加六个月（2027年6月毕业的，到2027年12月31日）。',
  '转递编号由学校转递学生档案时提供，查询核验服务截止到毕业时间的第二年3月31日。',
];

/** The page of each kind. */
export const checkPages: Readonly<Record<TransferKind, { readonly path: string; readonly other: TransferKind }>> = {
  archive: { path: '/check/archive', other: 'hukou' },
  hukou: { path: '/check/hukou', other: 'archive' },
};
