/** 档案 and 户口: what a school sends on when a graduate leaves. One mechanism; this table says in what the two differ. */
import { archiveTransferTypes } from '../codes/archive-transfer-types.ts';
import type { CodeTable } from '../codes/code-table.ts';
import { hukouTransferTypes } from '../codes/hukou-transfer-types.ts';
import type { TransferFlowName } from '../flow-names.ts';
import { archiveFields } from '../forms/archive.ts';
import type { FormField } from '../forms/form-field.ts';
import { hukouFields } from '../forms/hukou.ts';

export const transferKinds = ['archive', 'hukou'] as const;
/** Also the part of the reported record that it is. */
export type TransferKind = (typeof transferKinds)[number];

interface Details {
  /** As a sentence names it. */
  readonly title: string;
  /** Of the module that a graduate opens. */
  readonly module: string;
  readonly flow: TransferFlowName;
  readonly fields: readonly FormField[];
  readonly types: CodeTable;
  /** The field that says which type. */
  readonly typeKey: string;
  /** Where 转回生源地 keeps the province of the origin; nothing is filled in for a kind without it. */
  readonly receiverRegionKey?: string;
  /** Only for graduates whose hukou is with the school. */
  readonly needsHukou?: true;
}

export const transferDetails: Readonly<Record<TransferKind, Details>> = {
  archive: {
    title: '档案信息',
    module: '档案信息登记',
    flow: 'archive-request',
    fields: archiveFields,
    types: archiveTransferTypes,
    typeKey: 'archiveType',
    receiverRegionKey: 'archiveRegionCode',
  },
  hukou: {
    title: '户口信息',
    module: '户口信息登记',
    flow: 'hukou-request',
    fields: hukouFields,
    types: hukouTransferTypes,
    typeKey: 'hukouType',
    needsHukou: true,
  },
};

/** 转回生源地, in both tables of types. */
export const backToOrigin = '4';
/** 签约单位接收, in both. */
export const byEmployer = '1';
