import { z } from 'zod';
import { type AgreementField, agreementFields } from './agreement-fields.ts';
import { agreementShape } from './agreement-form.ts';
import { withoutBlanks } from './fields.ts';
import { validityDaysField } from './invitation-form.ts';

/**
 * What an employer may settle for many agreements at once: everything but who it is, which has been certified. Each field as the
 * agreement asks for it, none of them required: what is missing is asked in the agreement.
 */
export const agreementTerms = agreementShape
  .pick({
    jobCategory: true,
    jobTitle: true,
    contactName: true,
    contactPhone: true,
    contactMobile: true,
    contactEmail: true,
    probation: true,
    probationSalary: true,
    regularSalary: true,
    penalty: true,
    reportPlace: true,
    reportDeadline: true,
    workRegionCode: true,
    actualEmployer: true,
    supplement: true,
    archiveType: true,
    archiveReceiverName: true,
    archiveRegionCode: true,
    archiveAddress: true,
    archivePostcode: true,
    archiveContact: true,
    archivePhone: true,
    hukouType: true,
    hukouRegionCode: true,
    hukouAddress: true,
  })
  .partial()
  .overwrite(terms => withoutBlanks(terms));
export type AgreementTerms = z.output<typeof agreementTerms>;
export type TermKey = keyof AgreementTerms;

type TermField = AgreementField & { readonly key: TermKey };
const isTerm = (field: AgreementField): field is TermField => Object.hasOwn(agreementTerms.shape, field.key);
const fields: readonly AgreementField[] = agreementFields;
/** Their fields, in the order of the form. */
export const termFields: readonly TermField[] = fields.filter(isTerm);

/** 默认条款: what an invitation begins with. */
export const defaultTerms = z.object({ validityDays: validityDaysField, agreement: agreementTerms });
export type DefaultTerms = z.output<typeof defaultTerms>;
