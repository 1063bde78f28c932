import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { fileTitle } from '#web/common/file-titles.ts';

/** What a file is: the name of its kind of evidence, where the type of destination has one. */
export function titleOf(
  page: Pick<CasePage, 'destinationType'>,
  file: Pick<CaseFile, 'purpose' | 'item' | 'explanation'>,
): string {
  const item =
    file.purpose === 'evidence' && file.item !== null
      ? findEntry(destinationTypes, page.destinationType)?.evidence.items[file.item]
      : undefined;
  return item?.name ?? fileTitle(file);
}
