/** The fields that came back as wrong, with what was said of each. Screens read it, so it knows no form. */

/** What a reviewer said of one field, with its label of that day. */
export interface ReturnedField {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}
/** The evidence as a whole has a place of its own among the fields. */
export const filesMark = 'files';

interface Said {
  readonly text: string;
  readonly fields?: readonly ReturnedField[] | undefined;
}
/** What was said, field by field after the text, for a line of a list or a sheet. */
export const saidInWords = ({ text, fields = [] }: Said): string =>
  [text, ...fields.map(field => `【${field.label}】${field.text}`)].filter(part => part !== '').join('；');

/** The marks that are still to be seen to: the field says what it said when it came back, and no file is newer. */
export const marksLeft = <Mark extends { readonly key: string }>(
  marks: readonly Mark[],
  returned: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
  hasNewFiles: boolean,
): Mark[] => marks.filter(({ key }) => (key === filesMark ? !hasNewFiles : (returned[key] ?? '') === (now[key] ?? '')));
