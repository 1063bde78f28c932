/**
 * Forms of $1's school that say no more what their codes do: let go, to be made anew, and still known by their digests to whoever is
 * handed one. As parts of a `with`; `which` speaks of the form `f` and its code `c`.
 */
export const replacedForms = (which: string, now: string): string => `old as (
     delete from verification_form f using verification_code c
     where f.school_id = $1 and c.school_id = $1 and c.id = f.code_id and ${which}
     returning f.school_id, f.sha256, c.kind, f.code_id
   ), noted as (
     insert into verification_file (school_id, sha256, kind, code_id, forms, noted_at)
     select school_id, sha256, kind, code_id, 1, ${now}::timestamptz from old where sha256 is not null on conflict do nothing
   )`;
