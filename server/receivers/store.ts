/** The SQL of the directory. What is asked for its upkeep is narrowed to a scope; everybody may look up what holds. */
import type { ReceiverForm } from '#domain/forms/receiver.ts';
import type { Period } from '#domain/rules/origin-office.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { OfficeRow } from './shapes.ts';

export interface EntryRow extends OfficeRow, Period {
  readonly id: number;
  readonly version: number;
  readonly updatedAt: Date;
}
const office = 'served_region_code, name, region_code, address, postcode, contact, phone';
const columns = `id, ${office}, valid_from, valid_until, version, updated_at`;
/** A province keeps the entries of its regions, the operator those of the country. */
const whose = { province: 'province_code', platform: 'all' } as const;

/** Values 1 to 3: what was typed as a pattern, the same in letters, or null for all. `$4` is the beginning of a region's code. */
const named = '($1::text is null or name like $1 or name_letters like $2 or name_initials like $3)';
const timed = `($5::text is null or $5 = case when valid_from > $6 then 'ahead' when valid_until < $6 then 'ended' else 'now' end)`;
const narrowed = `${named} and served_region_code like $4 and ${timed}`;
/** Relies on receiving_office_served. */
export const listEntries = scoped<EntryRow>(
  'receivers.list',
  whose,
  9,
  inside => `select ${columns} from receiving_office
   where ${inside} and ${narrowed} and (served_region_code, id) > ($7, $8)
   order by served_region_code, id limit $9`,
);
export const countEntries = scoped<{ count: number }>(
  'receivers.count',
  whose,
  6,
  inside => `select count(*)::int as count from receiving_office where ${inside} and ${narrowed}`,
);
export const findEntry = scoped<EntryRow>(
  'receivers.find',
  whose,
  1,
  inside => `select ${columns} from receiving_office where ${inside} and id = $1`,
);
export const lockEntry = scoped<EntryRow>(
  'receivers.lock',
  whose,
  1,
  inside => `select ${columns} from receiving_office where ${inside} and id = $1 for update`,
);

/** Entries of one region are written one after the other. */
export const lockRegion = statement('receivers.lock_region', 'select from region where code = $1 for no key update');
export const entriesOfRegion = statement<Period & { readonly id: number; readonly name: string }>(
  'receivers.of_region',
  'select id, name, valid_from, valid_until from receiving_office where served_region_code = $1',
);
export const insertEntry = statement<{ id: number }>(
  'receivers.insert',
  `insert into receiving_office (served_region_code, name, region_code, address, postcode, contact, phone, valid_from, valid_until,
     province_code, name_letters, name_initials, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13) returning id`,
);
export const updateEntry = statement(
  'receivers.update',
  `update receiving_office set served_region_code = $1, name = $2, region_code = $3, address = $4, postcode = $5, contact = $6,
     phone = $7, valid_from = $8, valid_until = $9, province_code = $10, name_letters = $11, name_initials = $12, updated_at = $13,
     version = version + 1
   where id = $14`,
);
export const insertEntryHistory = statement(
  'receivers.insert_history',
  'insert into receiving_office_history (office_id, at, account_id, action, content) values ($1, $2, $3, $4, $5)',
);
export interface EntryHistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly action: 'added' | 'changed' | 'ended';
  readonly content: ReceiverForm;
}
export const historyOfEntry = statement<EntryHistoryRow>(
  'receivers.history',
  `select h.id, h.at, a.name as who, h.action, h.content
   from receiving_office_history h join account a on a.id = h.account_id where h.office_id = $1 order by h.id desc limit 100`,
);

/** Of the regions named, what holds on a day. Relies on receiving_office_served. */
export const validFor = statement<OfficeRow & Period>(
  'receivers.valid_for',
  `select ${office}, valid_from, valid_until from receiving_office
   where served_region_code = any($1) and valid_from <= $2 and (valid_until is null or valid_until >= $2)`,
);

/**
 * An exact part of the name comes first, then letters in their order with others between them (厦门人才 for 厦门市人才服务中心), then
 * the smaller region and the shorter name. `$1` to `$4` are patterns, null for all; `$5` are regions that lie above, `$6` is the
 * beginning of those below.
 */
const exact = 'name like $1 or name_letters like $2 or name_initials like $2';
const search = (where: string) => `select ${office} ${where}
     and ($1::text is null or ${exact} or name like $3 or name_initials like $4)
     and ($5::text[] is null or served_region_code = any($5) or served_region_code like $6)
   order by ($1 is not null and (${exact})) desc,
     (served_region_code like '%00')::int + (served_region_code like '%0000')::int, length(name), served_region_code limit 20`;
export const searchEntries = statement<OfficeRow>(
  'receivers.search',
  search('from receiving_office where valid_from <= $7 and (valid_until is null or valid_until >= $7)'),
);
/** The same among a school's own. */
export const searchOwn = statement<OfficeRow>(
  'receivers.search_own',
  search(`from (
     select ${office}, name_letters, name_initials from origin_office where school_id = $7
   ) own where true`),
);
