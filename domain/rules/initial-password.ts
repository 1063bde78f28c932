/** A password that somebody else made is good for so long, whether it was ever used or not. Days. */
export const initialPasswordDays = 7;
