/** The receiver of the graduate's origin, in words, to be read beside what is asked. */
import type { Section } from '#contract/parts/shapes.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';

type Rows = Section['rows'];

/** Its values by field, with names for codes; fields that the entry leaves open are left out. */
export const originRows = (
  kind: TransferKind,
  receiver: Readonly<Record<string, string>>,
  regionPath: (code: string) => string,
): Rows =>
  transferDetails[kind].fields.flatMap(({ key, label, kind: control, codeTable }) => {
    const value = receiver[key];
    if (!value || key === transferDetails[kind].typeKey) return [];
    const name = control === 'region' ? regionPath(value) : codeTable ? (findEntry(codeTable, value)?.name ?? value) : value;
    return [{ key, label, value: name }];
  });
