/** Whether two spellings are one name: full width and half width, brackets of either kind and spaces make no difference. */
export const isSameOrganisation = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
