import { addDays, beijingDay, startOfBeijingDay } from '../dates.ts';

/**
 * 应约截止时间: 00:00 in Beijing of the day after the last day. Invited 9 January with 3 days: the 10th, 11th and 12th are open,
 * respondBy is 13 January 00:00; an answer at that moment or later is too late.
 * @param validityDays whole days, 1–30
 */
export function respondBy(invitedAt: Date, validityDays: number): Date {
  return startOfBeijingDay(addDays(beijingDay(invitedAt), validityDays + 1));
}
