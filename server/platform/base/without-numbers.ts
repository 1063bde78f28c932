/** For texts of errors, which may repeat what somebody sent: what can be an ID number, a phone, a code or a case's number goes. */
export const withoutNumbers = (text: string): string => text.replace(/\d{6,}[\dXx]*/g, '…');
