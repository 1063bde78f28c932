import { z } from 'zod';
import { invitationCodeLength, isInvitationCode, normalizeInvitationCode } from '../identifiers/invitation-code.ts';
import { agreementForm } from './agreement-form.ts';
import { readId } from './sheet-cells.ts';
import { requiredText } from './text-answers.ts';

export const validityDays = { least: 1, most: 30, usual: 3 } as const;

const dayRange = `应约有效期为 ${validityDays.least}–${validityDays.most} 天，请填写整数`;

/** 应约有效期, whole days. */
export const validityDaysField = z
  .int({ error: dayRange })
  .min(validityDays.least, dayRange)
  .max(validityDays.most, dayRange)
  .default(validityDays.usual);

/** A 签约码 as the graduate has made it. */
export const invitationCodeField = requiredText('签约码', 40)
  .overwrite(normalizeInvitationCode)
  .refine(code => code === '' || isInvitationCode(code), `签约码为 ${invitationCodeLength} 位字母和数字，请核对`);

const terms = { validityDays: validityDaysField, agreement: agreementForm };

/** 签约邀请: the graduate's name and number (both must match; the answer never says which did not), the validity, and the whole agreement. */
export const invitationForm = z.object({
  graduateName: requiredText('毕业生姓名', 50),
  idNumber: requiredText('证件号码', 30).superRefine((text, context) => {
    const read = text === '' ? undefined : readId(text);
    if (read && 'fault' in read) context.addIssue({ code: 'custom', message: read.fault });
  }),
  ...terms,
});
export type InvitationForm = z.output<typeof invitationForm>;

/** The same, where a code names the graduate. */
export const codeInvitationForm = z.object({ code: invitationCodeField, ...terms });
export type CodeInvitationForm = z.output<typeof codeInvitationForm>;
