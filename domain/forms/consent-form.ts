import { z } from 'zod';

/**
 * 意愿确认: a deliberate act before something binds. Ticked, and either the own name typed or a code that came by SMS (for names that a
 * phone's keyboard cannot write).
 */
export const consentForm = z.object({
  agreed: z.literal(true, { error: '请先勾选，确认您已阅读并同意' }),
  proof: z.discriminatedUnion('method', [
    z.object({ method: z.literal('name'), name: z.string().trim().min(1, '请输入您的姓名').max(50, '姓名最多 50 个字') }),
    z.object({
      method: z.literal('sms'),
      code: z
        .string()
        .trim()
        .regex(/^\d{6}$/, '请输入 6 位短信验证码'),
    }),
  ]),
});
