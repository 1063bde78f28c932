/** Patterns for LIKE from what a person typed; %, _ and the backslash in it are taken literally. */
const plain = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
export const likeAnywhere = (text: string): string => `%${plain(text)}%`;
export const likeFromStart = (text: string): string => `${plain(text)}%`;
