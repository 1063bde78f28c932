import { z } from 'zod';
import { businessStatus } from '../codes/business-status.ts';

/** What staff found out about an employer's business, and on which day. The server refuses a day that lies ahead. */
export const employerNoteForm = z.object({
  status: z.enum(
    businessStatus.map(({ code }) => code),
    '请选择经营状态',
  ),
  checkedOn: z.iso.date('请选择查询日期'),
  text: z.string().trim().max(500, '最多 500 个字').default(''),
});
