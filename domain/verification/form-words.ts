import type { TransferKind } from '../transfers/kinds.ts';

/** What each kind calls its form, its block and its page. */
export const formWords: Readonly<
  Record<TransferKind, { readonly form: string; readonly block: string; readonly check: string }>
> = {
  archive: { form: '档案登记信息表', block: '档案转递信息', check: '档案转递信息在线核验' },
  hukou: { form: '户口登记信息表', block: '户口迁移信息', check: '户口迁移信息在线核验' },
};
