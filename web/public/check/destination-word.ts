import { findEntry, nameOf } from '#domain/codes/code-table.ts';
import { destinationCategories, destinationTypes } from '#domain/codes/destination-types.ts';

/** 毕业去向 of a statement in words. Loaded on its own: the table is larger than the page. */
export const destinationWord = (code: string): string =>
  findEntry(destinationTypes, code)?.parentName ?? nameOf(destinationCategories, code) ?? code;
