/** 单位名称 while it is typed: certified organisations, and names that graduates of the same school have signed with. */
import type { z } from 'zod';
import type { searchEmployers as contract } from '#contract/routes/employers.ts';
import { checkUscc, normalizeUscc } from '#domain/identifiers/uscc.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { tellingPairs } from './name-pairs.ts';
import { openOrganisation } from './qualified-employer.ts';

type Found = z.input<(typeof contract)['answer']>['rows'][number];
const most = 8;

/** By the beginning, so that each alternative reads an index: employer_certified_name, …_letters, …_initials, employer_uscc_certified. */
const certified = statement<{ uscc: string; certifiedSealed: Buffer }>(
  'employers.search_certified',
  `select uscc, certified_sealed from employer
   where certified_sealed is not null and (uscc = $1 or name like $2 or name_letters like $3 or name_initials like $3)
   order by name limit $4`,
);
/** By what is in the middle, over the whole country: relies on employer_certified_pairs. */
export const certifiedInside = statement<{ uscc: string; certifiedSealed: Buffer }>(
  'employers.search_certified_inside',
  `select uscc, certified_sealed from employer
   where certified_sealed is not null and name_pairs @> $1::text[] and name like $2
   order by name limit $3`,
);
/** Of those that were named before, by any part of the name, which begin so first: the rows of one school, by named_employer_pkey. */
export const named = statement<{ name: string; uscc: string }>(
  'employers.search_named',
  `select name, uscc from named_employer
   where school_id = $1 and (uscc = $2 or name like $3 or letters like $4 or initials like $4)
   order by (name like $6) desc, name limit $5`,
);
const keepName = statement(
  'employers.keep_name',
  `insert into named_employer (school_id, uscc, name, letters, initials) values ($1, $2, $3, $4, $5)
   on conflict (school_id, uscc, name) do update set letters = excluded.letters, initials = excluded.initials
     where named_employer.letters = ''`,
);

/** A destination is in force: what its graduate called the organisation helps the next one. Without a code it is no organisation. */
export async function keepEmployerName(
  queryable: Queryable,
  { schoolId, uscc, employerName }: { readonly schoolId: number; readonly uscc: string; readonly employerName: string },
): Promise<void> {
  if (uscc === '' || employerName === '') return;
  const { letters, initials } = pinyinOf(employerName);
  await queryable.execute(keepName, [schoolId, uscc, employerName, letters, initials]);
}

export async function searchEmployers({ database, vault }: Platform, schoolId: number, q: string): Promise<{ rows: Found[] }> {
  const text = q.normalize('NFKC').trim();
  const code = normalizeUscc(text);
  const fault = checkUscc(code);
  const uscc = fault === undefined || fault === 'check-character' ? code : '';
  const letters = text.toLowerCase().replace(/[\s']/g, '');
  const byLetters = /^[a-z]{2,}$/.test(letters) ? likeFromStart(letters) : '';
  const [byName, inName, pairs] = [likeFromStart(q.trim()), likeAnywhere(q.trim()), tellingPairs(q.trim())];
  const [begun, inside, before] = await Promise.all([
    database.query(certified, [uscc, byName, byLetters, most]),
    pairs.length > 0 ? database.query(certifiedInside, [pairs, inName, most]) : [],
    database.query(named, [schoolId, uscc, inName, byLetters, most, byName]),
  ]);
  const known = new Map([...begun, ...inside].map(row => [row.uscc, row]));
  const rows: Found[] = [...known.values()].slice(0, most).map(row => {
    const { name, nature, industry, regionCode, address } = openOrganisation(vault, row.certifiedSealed);
    const fills = {
      employerNature: nature,
      employerIndustry: industry,
      employerRegionCode: regionCode,
      employerAddress: address,
    };
    return { name, uscc: row.uscc, isCertified: true, fills };
  });
  const codes = new Set(rows.map(row => row.uscc));
  for (const row of before)
    if (!codes.has(row.uscc) && rows.length < most) {
      codes.add(row.uscc);
      rows.push({ ...row, isCertified: false, fills: {} });
    }
  return { rows };
}
