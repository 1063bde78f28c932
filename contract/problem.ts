import { z } from 'zod';

/** RFC 9457, with the refusal's stable code, and the fields at fault. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  about: z.record(z.string(), z.unknown()).optional(),
  /** What this person could do instead, as actions of the flow. */
  instead: z.array(z.string()).optional(),
  /** By the path of the field in what was sent: `agreement.uscc`. */
  fields: z.record(z.string(), z.string()).optional(),
});
export type Problem = z.infer<typeof problem>;
