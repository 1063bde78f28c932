/** Times as people read them, always in Beijing time. Moments come as ISO 8601 from the API. */
import { formatBeijing, remaining } from '#domain/dates.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** 2027年1月13日 00:00 */
export const exactTime = (iso: string, precision: 'day' | 'minute' | 'second' = 'minute'): string =>
  formatBeijing(new Date(iso), precision);

/** 还剩 2 天 4 小时, or 已截止. */
export const timeLeft = (iso: string, now: Date): string => remaining(now, new Date(iso));

/** Milliseconds until then; negative afterwards. */
export const untilThen = (iso: string, now: Date): number => new Date(iso).getTime() - now.getTime();

/** How long ago: 刚刚, 5 分钟前, 3 小时前, 2 天前; the day itself once it is a month past. A clock that runs behind reads 刚刚. */
export function timeAgo(iso: string, now: Date): string {
  const past = -untilThen(iso, now);
  if (past < minute) return '刚刚';
  if (past < hour) return `${Math.floor(past / minute)} 分钟前`;
  if (past < day) return `${Math.floor(past / hour)} 小时前`;
  if (past < 30 * day) return `${Math.floor(past / day)} 天前`;
  return exactTime(iso, 'day');
}

/** How long somebody has waited: 已等 3 天; nothing worth saying under an hour. */
export function timeWaited(iso: string, now: Date): string {
  const past = -untilThen(iso, now);
  if (past < hour) return '';
  return past < day ? `已等 ${Math.floor(past / hour)} 小时` : `已等 ${Math.floor(past / day)} 天`;
}

/** 1.2 MB, 340 KB */
export const fileSize = (bytes: number): string =>
  bytes >= 1024 * 1024 ? `${(bytes / 1024 / 1024).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
