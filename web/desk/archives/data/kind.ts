/** The two modules are one set of pages; the first part of the address says which. */
import { useLocation } from 'wouter';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';

export function useKind(): TransferKind {
  const [location] = useLocation();
  return transferKinds.find(kind => location === `/${kind}` || location.startsWith(`/${kind}/`)) ?? 'archive';
}

export const pathsOf = (kind: TransferKind) =>
  ({
    home: `/${kind}`,
    students: `/${kind}/students`,
    records: `/${kind}/records`,
    requests: `/${kind}/requests`,
    lapsed: `/${kind}/lapsed`,
    imports: `/${kind}/records/imports`,
    quick: `/${kind}/requests/quick`,
    statistics: `/${kind}/statistics`,
  }) as const;

interface Words {
  /** 档案信息, 户口信息. */
  readonly title: string;
  /** Of the column that says how: 转递类型, 迁移类型. */
  readonly type: string;
  readonly origin: string;
}
const words: Readonly<Record<TransferKind, Omit<Words, 'title'>>> = {
  archive: { type: '档案转递类型', origin: '生源地的档案接收机构' },
  hukou: { type: '户口迁移类型', origin: '生源地' },
};
export const wordsOf = (kind: TransferKind): Words => ({ title: transferDetails[kind].title, ...words[kind] });
