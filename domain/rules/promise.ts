/** What a school promises of its own work, by day. */
import { addDays, beijingDay } from '../dates.ts';

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** The last of so many working days after a moment, `YYYY-MM-DD`. Weekends are none; of public holidays nobody knows a year ahead. */
export function promisedUntil(since: Date, workingDays: number): string {
  let day = beijingDay(since);
  for (let left = workingDays; left > 0; ) {
    day = addDays(day, 1);
    if (!isWeekend(day)) left -= 1;
  }
  return day;
}
