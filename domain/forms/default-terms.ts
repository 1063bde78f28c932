import { z } from 'zod';
import { agreementTerms } from './agreement-form.ts';
import { validityDaysField } from './invitation-form.ts';

/** 默认条款: what an invitation begins with. */
export const defaultTerms = z.object({ validityDays: validityDaysField, agreement: agreementTerms });
export type DefaultTerms = z.output<typeof defaultTerms>;
