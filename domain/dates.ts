/** China has kept one time, UTC+8, without summer time since 1992: a fixed offset, no zone data needed. */
const beijingOffset = 8 * 3_600_000;
/** Milliseconds of a day. */
export const dayLength = 86_400_000;

const two = (number: number) => String(number).padStart(2, '0');

/** The wall clock in Beijing, to be read with the UTC getters. */
const beijingClock = (instant: Date) => new Date(instant.getTime() + beijingOffset);

/** The day in Beijing, `YYYY-MM-DD`. */
export function beijingDay(instant: Date): string {
  return beijingClock(instant).toISOString().slice(0, 10);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
  return year > 0 && day > 0 && day <= length;
}

/** 00:00 in Beijing of a day `YYYY-MM-DD`. Throws RangeError when it is no day. */
export function startOfBeijingDay(day: string): Date {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  return new Date(Date.parse(`${day}T00:00:00Z`) - beijingOffset);
}

/** The day that lies `days` after another, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  return beijingDay(new Date(startOfBeijingDay(day).getTime() + days * dayLength));
}

/** 2027年1月13日, 2027年1月13日 00:00, 2027年1月13日 00:00:00: Beijing time, as the pages and the documents write it. */
export function formatBeijing(instant: Date, precision: 'day' | 'minute' | 'second'): string {
  const clock = beijingClock(instant);
  const day = `${clock.getUTCFullYear()}年${clock.getUTCMonth() + 1}月${clock.getUTCDate()}日`;
  if (precision === 'day') return day;
  const minute = `${day} ${two(clock.getUTCHours())}:${two(clock.getUTCMinutes())}`;
  return precision === 'minute' ? minute : `${minute}:${two(clock.getUTCSeconds())}`;
}

/** 还剩 2 天 4 小时; under an hour in minutes; 已截止 from the moment itself on. Rounded down: nobody is promised more than there is. */
export function remaining(from: Date, to: Date): string {
  const left = to.getTime() - from.getTime();
  if (left <= 0) return '已截止';
  const minutes = Math.floor(left / 60_000);
  if (minutes < 1) return '还剩不到 1 分钟';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts =
    days > 0
      ? [`${days} 天`, hours > 0 ? `${hours} 小时` : '']
      : hours > 0
        ? [`${hours} 小时`, rest > 0 ? `${rest} 分钟` : '']
        : [`${rest} 分钟`];
  return ['还剩', ...parts.filter(part => part !== '')].join(' ');
}

/** 202706 and 2027-06 as 2027年6月; anything else as it is. */
export const monthInWords = (text: string): string => text.replace(/^(\d{4})-?0?(\d{1,2})$/, '$1年$2月');

/** 2027-07-15 as 2027年7月15日; anything else as it is. */
export const dayInWords = (text: string): string => text.replace(/^(\d{4})-0?(\d{1,2})-0?(\d{1,2})$/, '$1年$2月$3日');
