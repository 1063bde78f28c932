import { compact } from './compact.ts';

/** What cannot be taken for something else on paper or by telephone: no 0 and O, no 1, I and L. */
export const invitationCodeAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** 31⁹ are 2.6 × 10¹³: with 50 wrong ones a day an employer would guess for ever. */
export const invitationCodeLength = 9;

const pattern = new RegExp(`^[${invitationCodeAlphabet}]{${invitationCodeLength}}$`);

/** A 签约码 in its one spelling, however it was typed: without its hyphens and spaces, in capitals. */
export const normalizeInvitationCode = (text: string): string => compact(text).replace(/\p{Pd}+/gu, '');

/** Whether a (normalised) text has the form of a 签约码. Whether anybody has made it, the server knows. */
export const isInvitationCode = (text: string): boolean => pattern.test(text);

/** As it is read and said: K7M-3XQ-9PT. */
export const groupInvitationCode = (code: string): string => code.match(/.{1,3}/g)?.join('-') ?? '';
