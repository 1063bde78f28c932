import { z } from 'zod';

const reason = z.string({ error: '请选择原因' }).trim().min(1, '请选择原因').max(50, '原因最多 50 个字，请从列表中选择');
const textNeeded = '请填写说明，让对方知道问题在哪里、怎样处理';
const note = (required: boolean) => {
  const text = z.string({ error: '请填写说明' }).trim().max(500, '说明最多 500 个字，请精简');
  return required ? text.min(1, textNeeded) : text;
};

/** A decision that needs a reason: one of the list, and a text. */
export const reasonForm = z.object({ reason, text: note(true) });

/** The same where the text may stay away (declining an invitation): reason and text both optional. */
export const optionalReasonForm = z.object({ reason: reason.optional(), text: note(false).optional() });

/** A text alone. */
export const remarkForm = z.object({ text: note(true) });

/** The form for one list of reasons: what is not on the list is refused. */
export function reasonFormFor(reasons: readonly string[]) {
  return z.object({
    reason: reason.refine(value => value === '' || reasons.includes(value), '这个原因不在这一步的列表中，请从列表中选择'),
    text: note(true),
  });
}

/** The same for a decision that may name fields: a sentence for each, and the text may stay away then. */
export function returnFormFor(reasons: readonly string[], keys: readonly string[]) {
  const field = z.object({
    key: z.string().refine(key => keys.includes(key), '此项不能标出，请刷新页面后重新选择'),
    text: z.string().trim().min(1, '请写明这一项错在哪里').max(200, '每项最多 200 个字，请精简'),
  });
  return reasonFormFor(reasons)
    .extend({
      text: note(false).default(''),
      fields: z
        .array(field)
        .max(Math.max(keys.length, 1), '标出的项目过多')
        .refine(fields => new Set(fields.map(({ key }) => key)).size === fields.length, '同一项只能标出一次')
        .default([]),
    })
    .superRefine(({ text, fields }, context) => {
      if (text === '' && fields.length === 0) context.addIssue({ code: 'custom', path: ['text'], message: textNeeded });
    });
}

export type ReasonForm = z.output<typeof reasonForm>;
