/**
 * What a graduate has confirmed with their name and number: when one of these changes, from whatever source, the confirmation falls back
 * to 未确认. Everything else may change beside it.
 */

/** Of the roster: 姓名, 证件号, 学历, 专业, 毕业时间; by the keys of a roster row. */
export const importantRosterFields: readonly string[] = [
  'name',
  'idNumber',
  'educationLevel',
  'majorCode',
  'majorName',
  'graduatesIn',
];

/** Of a destination's form: employer and its code, or school; place of work; job category; archive and hukou with type, receiver and address. */
const ofForm: ReadonlySet<string> = new Set([
  'employerName',
  'businessName',
  'projectName',
  'shopName',
  'uscc',
  'employerRegionCode',
  'workRegionCode',
  'regionCode',
  'countryCode',
  'jobCategory',
  'admittingSchool',
  'archiveType',
  'archiveReceiverName',
  'archiveRegionCode',
  'archiveAddress',
  'hukouType',
  'hukouRegionCode',
  'hukouAddress',
]);

/** Whether a change of any of these roster fields undoes a confirmation. */
export const touchesImportantRosterField = (keys: readonly string[]): boolean =>
  keys.some(key => importantRosterFields.includes(key));

/** The same for the fields of a destination's form. */
export const touchesImportantFormField = (keys: readonly string[]): boolean => keys.some(key => ofForm.has(key));
