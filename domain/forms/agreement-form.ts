import { z } from 'zod';
import { archiveFields } from './archive.ts';
import { withoutBlanks, withoutBlock } from './blanks.ts';
import { clauseFields } from './clause-fields.ts';
import { employerFields, postFields } from './employer-fields.ts';
import { freeShapeOf, shapeOf } from './field-schema.ts';
import { filledIn, onePhone, type Rule, reportsInTime, usccRules, wholeOrNothing, withRules } from './form-rules.ts';
import { hukouFields } from './hukou.ts';

const terms = z.object({
  ...shapeOf(postFields),
  ...shapeOf(clauseFields),
  ...shapeOf(archiveFields),
  ...freeShapeOf(hukouFields),
});

/** What an employer may settle for many agreements at once. Nothing is required: the agreement asks for what is missing. */
export const agreementTerms = terms.partial().overwrite(form => withoutBlanks(form));
export type AgreementTerms = z.output<typeof agreementTerms>;

/** Field by field. */
const agreement = z.object({
  ...shapeOf(employerFields),
  /** The person has looked again at a code whose check character is wrong. */
  usccConfirmed: z.boolean().optional(),
  ...terms.shape,
});
const ruledBy = (rules: readonly Rule[]) =>
  withRules(agreement, [onePhone, ...usccRules, ...rules]).overwrite(form => withoutBlanks(form));

/** The agreement form. The hukou block may be missing; begun, it must be whole. */
export const agreementForm = ruledBy(wholeOrNothing(hukouFields));
export type AgreementForm = z.output<typeof agreementForm>;

const withHukou = ruledBy(hukouFields.map(filledIn));
const withoutHukou = ruledBy([]).overwrite(form => withoutBlock(form, hukouFields));

interface Asked {
  readonly hukouAtSchool: boolean;
  readonly cohort: number;
}
/** The form as it is asked of one graduate: the hukou block is required where the hukou is with the school, and dropped where not. */
export const agreementFormFor = ({ hukouAtSchool, cohort }: Asked): typeof agreementForm =>
  withRules(hukouAtSchool ? withHukou : withoutHukou, [reportsInTime(cohort)]);
