import { z } from 'zod';
import { agreementForm } from './agreement-form.ts';
import { requiredText } from './fields.ts';

export const validityDays = { least: 1, most: 30, usual: 3 } as const;

const dayRange = `应约有效期为 ${validityDays.least}–${validityDays.most} 天，请填写整数`;

/** 签约邀请: whom (both must match, the answer never says which did not), for how long, and the whole agreement. */
export const invitationForm = z.object({
  graduateName: requiredText('毕业生姓名', 50),
  idNumber: requiredText('证件号码', 30),
  validityDays: z
    .int({ error: dayRange })
    .min(validityDays.least, dayRange)
    .max(validityDays.most, dayRange)
    .default(validityDays.usual),
  agreement: agreementForm,
});

export type InvitationForm = z.output<typeof invitationForm>;
