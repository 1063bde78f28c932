/** A landline with its area code, a mobile, or a 400 number, standing alone. */
const number = /(?<![\d-])(0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|400[- ]?\d{3}[- ]?\d{4})(?![\d-])/;

/** A text in pieces; every second one is a number that can be called. */
export const splitAtNumbers = (text: string): string[] => text.split(number);

/** What a phone dials; an extension is left to the person. */
export const dialled = (value: string): string => `tel:${value.replace(/转.*|[^\d+]/g, '')}`;
