/** What is looked for in the log by the name of a graduate or an employer: the things that events were done to. */
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import type { Put } from '#server/platform/scope/within.ts';

export interface SoughtInLog {
  /** Part of a graduate's name, or the whole of a number. */
  readonly q?: string | undefined;
  /** Part of its name, or the whole of its code. */
  readonly employer?: string | undefined;
}

/** Conditions on `audit_event` within one school. */
export function soughtConditions({ q, employer }: SoughtInLog, schoolId: number, put: Put): string[] {
  if (!q && !employer) return [];
  const school = put(schoolId);
  const byGraduate = (text: string): string => {
    const [part, whole] = [put(likeAnywhere(text)), put(text)];
    const found = `from graduate g where g.school_id = ${school}
      and (g.name like ${part} or g.student_number = ${whole} or g.exam_number = ${whole})`;
    return `(object in (
        select unnest(array['graduate:' || g.school_id || '-' || g.id, 'graduate:' || g.id, 'person:' || g.person_id]) ${found}
        union all select 'case:' || c.school_id || '-' || c.id from destination_case c
          where c.school_id = ${school} and c.graduate_id in (select g.id ${found}))
      or actor in (select 'person:' || g.person_id ${found}))`;
  };
  const byEmployer = (text: string): string => {
    const code = put(text.toUpperCase());
    return `object in (
        select 'case:' || c.school_id || '-' || c.id from destination_case c
          where c.school_id = ${school} and (c.employer_name like ${put(likeAnywhere(text))} or c.uscc = ${code})
        union all select 'employer-code:' || ${code}::text)`;
  };
  return [...(q ? [byGraduate(q)] : []), ...(employer ? [byEmployer(employer)] : [])];
}
