/** The two kinds of code: 核验编号 of the graduate, 转递编号 of the school; and how long each may be answered. */
import { addDays, startOfBeijingDay } from '../dates.ts';

export const codePurposes = ['authorization', 'transfer'] as const;
export type CodePurpose = (typeof codePurposes)[number];

export const codePurposeWords: Readonly<Record<CodePurpose, { readonly code: string; readonly form: string }>> = {
  authorization: { code: '核验编号', form: '核验授权' },
  transfer: { code: '转递编号', form: '户档转递' },
};

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/**
 * The last day of service in Asia/Shanghai, `YYYY-MM-DD`: for 核验编号 the last day of the sixth month after graduation, for 转递编号
 * 31 March of the year after it. Source: the notice of the public check, department guide §6.3.
 * @param graduatesIn month of graduation, `YYYYMM`
 */
export function lastDayOfService(purpose: CodePurpose, graduatesIn: string): string {
  const [year, month] = [Number(graduatesIn.slice(0, 4)), Number(graduatesIn.slice(4, 6))];
  if (!/^\d{6}$/.test(graduatesIn) || month < 1 || month > 12) throw new RangeError(`not a month: ${graduatesIn}`);
  if (purpose === 'transfer') return `${year + 1}-03-31`;
  const months = year * 12 + month - 1 + 7;
  return addDays(`${Math.floor(months / 12)}-${twoDigits((months % 12) + 1)}-01`, -1);
}

/** The moment from which nothing is answered any more. */
export const endOfService = (purpose: CodePurpose, graduatesIn: string): Date =>
  startOfBeijingDay(addDays(lastDayOfService(purpose, graduatesIn), 1));

/** The first moment after a day that a graduate chose, never after the end of the service. */
export function expiryOf(day: string, graduatesIn: string): Date {
  const last = lastDayOfService('authorization', graduatesIn);
  return startOfBeijingDay(addDays(day < last ? day : last, 1));
}
