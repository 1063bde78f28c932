/** What the graduate's row says of its last codes: written in the statement that writes the codes, so that both always agree. */
import { transferKinds } from '#domain/transfers/kinds.ts';
import { type CodePurpose, codePurposes } from '#domain/verification/purposes.ts';

/** Continues a statement whose `ended` has the graduate_id, kind, purpose and end_reason of the codes that it ends. Value 1: school. */
export const showEnded = `shown as (
  update graduate g
  set ${codePurposes
    .flatMap(purpose => transferKinds.map(kind => `${kind}_${purpose}`))
    .map(code => `${code}_code = coalesce(e.${code}, g.${code}_code)`)
    .join(',\n    ')}
  from (
    select graduate_id, ${codePurposes
      .flatMap(purpose =>
        transferKinds.map(
          kind => `max(case end_reason when 'expired' then 'expired' else 'ended' end)
        filter (where kind = '${kind}' and purpose = '${purpose}') as ${kind}_${purpose}`,
        ),
      )
      .join(',\n      ')}
    from ended group by graduate_id
  ) e
  where g.school_id = $1 and g.id = e.graduate_id
)`;

/** Continues a statement whose `issued` has the graduate_id, kind, issued_at and expires_at of new codes of a purpose. Value 1: school. */
export const showIssued = (purpose: CodePurpose): string => `shown as (
  update graduate g
  set ${transferKinds
    .map(
      kind => `${kind}_${purpose}_code = case when i.${kind} is null then g.${kind}_${purpose}_code else 'live' end,
    ${kind}_${purpose}_at = case when i.${kind} is null then g.${kind}_${purpose}_at else i.issued_at end,
    ${kind}_${purpose}_until = coalesce(i.${kind}, g.${kind}_${purpose}_until)`,
    )
    .join(',\n    ')}
  from (
    select graduate_id, max(issued_at) as issued_at, ${transferKinds
      .map(kind => `max(expires_at) filter (where kind = '${kind}') as ${kind}`)
      .join(', ')}
    from issued group by graduate_id
  ) i
  where g.school_id = $1 and g.id = i.graduate_id
)`;
