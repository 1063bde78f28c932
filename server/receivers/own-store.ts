/** The SQL of what a school sets for itself. */
import type { OwnReceiverForm } from '#domain/forms/receiver.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { OfficeRow } from './shapes.ts';

export interface OwnRow extends OfficeRow {
  readonly version: number;
  readonly updatedAt: Date;
}
const columns = 'served_region_code, name, region_code, address, postcode, contact, phone, version, updated_at';
export const listOwn = statement<OwnRow>(
  'receivers.list_own',
  `select ${columns} from origin_office where school_id = $1 order by served_region_code`,
);
/** Of the regions named. */
export const ownFor = statement<OwnRow>(
  'receivers.own_for',
  `select ${columns} from origin_office where school_id = $1 and served_region_code = any($2)`,
);
export const lockOwn = statement<OwnRow>(
  'receivers.lock_own',
  `select ${columns} from origin_office where school_id = $1 and served_region_code = $2 for update`,
);
export const insertOwn = statement(
  'receivers.insert_own',
  `insert into origin_office (school_id, served_region_code, name, region_code, address, postcode, contact, phone, name_letters,
     name_initials, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
);
export const updateOwn = statement(
  'receivers.update_own',
  `update origin_office set name = $3, region_code = $4, address = $5, postcode = $6, contact = $7, phone = $8, name_letters = $9,
     name_initials = $10, updated_at = $11, version = version + 1
   where school_id = $1 and served_region_code = $2`,
);
export const deleteOwn = statement(
  'receivers.delete_own',
  'delete from origin_office where school_id = $1 and served_region_code = $2',
);
export const insertOwnHistory = statement(
  'receivers.insert_own_history',
  `insert into origin_office_history (school_id, served_region_code, at, account_id, action, content) values ($1, $2, $3, $4, $5, $6)`,
);
export interface OwnHistoryRow {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly action: 'set' | 'cleared';
  readonly servedRegionCode: string;
  readonly content: OwnReceiverForm;
}
export const historyOfOwn = statement<OwnHistoryRow>(
  'receivers.own_history',
  `select h.id, h.at, a.name as who, h.action, h.served_region_code, h.content
   from origin_office_history h join account a on a.id = h.account_id where h.school_id = $1 order by h.at desc, h.id desc limit 50`,
);
