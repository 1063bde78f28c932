import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { demoOffices, demoOwnOffices } from '../demo/receiving-offices.ts';
import { seedRegionTable } from '../regions/regions.ts';

const insertOffices = statement(
  'seed.receiving_offices',
  `with given as (
     select * from jsonb_to_recordset($1) as one (form jsonb, letters text, initials text)
   ), written as (
     insert into receiving_office (served_region_code, province_code, name, name_letters, name_initials, region_code, address, postcode,
       contact, phone, valid_from, created_at, updated_at)
     select form->>'servedRegionCode', left(form->>'servedRegionCode', 2) || '0000', form->>'name', letters, initials,
       form->>'regionCode', form->>'address', form->>'postcode', form->>'contact', form->>'phone', (form->>'validFrom')::date, $2, $2
     from given returning id, served_region_code
   )
   insert into receiving_office_history (office_id, at, account_id, action, content)
   select w.id, $2, a.id, 'added', g.form from written w join given g on g.form->>'servedRegionCode' = w.served_region_code
   join account a on a.login = $3`,
);
const insertOwn = statement(
  'seed.origin_offices',
  `with given as (
     select * from jsonb_to_recordset($1) as one (form jsonb, letters text, initials text)
   ), written as (
     insert into origin_office (school_id, served_region_code, name, name_letters, name_initials, region_code, address, postcode, contact,
       phone, updated_at)
     select $4::bigint, form->>'servedRegionCode', form->>'name', letters, initials, form->>'regionCode', form->>'address',
       form->>'postcode', form->>'contact', form->>'phone', $2 from given
   )
   insert into origin_office_history (school_id, served_region_code, at, account_id, action, content)
   select $4, form->>'servedRegionCode', $2, a.id, 'set', form from given join account a on a.login = $3`,
);

const spelt = (forms: readonly { readonly name: string }[]) =>
  JSON.stringify(forms.map(form => ({ form, ...pinyinOf(form.name) })));

/** The directory of receiving offices, entered by the operator, and what the demo school has of its own. */
export async function fillReceivers(
  tx: Transaction,
  {
    schoolId,
    operator,
    admin,
    now,
  }: { readonly schoolId: number; readonly operator: string; readonly admin: string; readonly now: Date },
): Promise<void> {
  await tx.execute(insertOffices, [spelt(demoOffices(seedRegionTable)), now, operator]);
  await tx.execute(insertOwn, [spelt(demoOwnOffices), now, admin, schoolId]);
}
