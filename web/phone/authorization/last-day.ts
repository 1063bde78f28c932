import { exactTime } from '#web/common/format.ts';

/** A code that expires at midnight is answered all of the day before. */
export const lastDay = (expiresAt: string): string => exactTime(new Date(Date.parse(expiresAt) - 1).toISOString(), 'day');
