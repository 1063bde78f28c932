/** The employment registry: the platform knows it through this interface alone. */
import type { Vault } from '#server/platform/crypto.ts';
import type { Database, Queryable } from '#server/platform/postgres.ts';
import { clearParts, readParts, writeParts } from './own-registry.ts';
import { readChange, readChanges, type Whose } from './record-history.ts';

export type RegistryPart = 'destination' | 'archive' | 'hukou';
/** Where a part of the reported record came from. */
export type RegistrySource = 'platform' | 'registry-upload' | 'registry-api';
export const sourceWords: Readonly<Record<RegistrySource, string>> = {
  platform: '登记系统',
  'registry-upload': '就业管理系统上传',
  'registry-api': '就业管理系统接口',
};

/** Labelled values as they are reported, by part. */
export type Reported = Readonly<Record<string, string>>;

export interface ReportedPart {
  readonly part: RegistryPart;
  readonly source: RegistrySource;
  readonly content: Reported;
  readonly note: string | null;
  readonly reportedAt: Date;
}

/** One change of a part of the reported record; what was cleared has nothing after it. */
export interface ReportedChange {
  readonly id: number;
  readonly at: Date;
  readonly part: RegistryPart;
  readonly source: RegistrySource;
  readonly isCleared: boolean;
  readonly before: Reported;
  readonly after: Reported;
}

/** What the platform reports when a destination comes into force or is rewritten. */
export interface Report {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly caseId: number;
  /** The case's version: a report that comes late or twice changes nothing. */
  readonly version: number;
  readonly destinationType: string;
  readonly employerName: string;
  readonly uscc: string;
  readonly parts: Readonly<Partial<Record<RegistryPart, Reported>>>;
  readonly now: Date;
}

export interface EmploymentRegistry {
  /** Writes what is newer than what stands; idempotent by case and version. */
  write(report: Report): Promise<void>;
  /** Clears the destination of this case; archive and hukou stay, marked. */
  clear(report: Pick<Report, 'schoolId' | 'graduateId' | 'caseId' | 'version' | 'now'>): Promise<void>;
  read(queryable: Queryable, schoolId: number, graduateId: number): Promise<ReportedPart[]>;
  /** Newest first, from before this place on. */
  changes(
    queryable: Queryable,
    whose: Whose,
    before: { readonly at: Date; readonly id: number },
    limit: number,
  ): Promise<ReportedChange[]>;
  change(queryable: Queryable, whose: Whose, id: number): Promise<ReportedChange | undefined>;
}

/** The registry that comes with the product. */
export const ownRegistry = (database: Database, vault: Vault): EmploymentRegistry => ({
  write: report => writeParts(database, vault, report),
  clear: which => clearParts(database, which),
  read: (queryable, schoolId, graduateId) => readParts(queryable, vault, schoolId, graduateId),
  changes: (queryable, whose, before, limit) => readChanges(queryable, vault, whose, before, limit),
  change: (queryable, whose, id) => readChange(queryable, vault, whose, id),
});
