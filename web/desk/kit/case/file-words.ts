import type { CaseFile, CasePage } from '#contract/routes/cases.ts';
import { evidenceName } from '#domain/rules/case-files.ts';
import { fileTitle } from '#web/common/file-titles.ts';

/** What a file is: the name of its kind of evidence, where the type of destination has one. */
export const titleOf = (
  { destinationType }: Pick<CasePage, 'destinationType'>,
  file: Pick<CaseFile, 'purpose' | 'item' | 'explanation'>,
): string => evidenceName(destinationType, file) ?? fileTitle(file);
