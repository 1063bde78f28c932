import { archiveFields, archiveGroup } from './archive.ts';
import { clauseFields, clauseGroup } from './clause-fields.ts';
import { employerFields, employerGroup, postFields } from './employer-fields.ts';
import type { FormField } from './form-field.ts';
import { hukouFields, hukouGroup } from './hukou.ts';

/** The headings in the order of the screen. */
export const agreementGroups = [employerGroup, clauseGroup, archiveGroup, hukouGroup] as const;

/** What an employer may settle for many agreements at once: all but who it is, which has been certified. */
export const termFields = [
  ...postFields,
  ...clauseFields,
  ...archiveFields,
  ...hukouFields,
] as const satisfies readonly FormField[];

/**
 * The agreement form in the order of the screen, the paper and the case page (graduate guide §6.1, figure 21). This file and its blocks
 * have no zod in them: a page that only shows an agreement imports them alone.
 */
export const agreementFields = [...employerFields, ...termFields] as const satisfies readonly FormField[];

export type TermKey = (typeof termFields)[number]['key'];
export type AgreementKey = (typeof agreementFields)[number]['key'];
export type AgreementField = FormField & { readonly key: AgreementKey };
export type TermField = FormField & { readonly key: TermKey };
