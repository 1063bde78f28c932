/** The employment registry. The platform knows it through this interface alone; whether it is ours or somebody else's, nobody can tell. */
import type { PartCode } from '#domain/forms/form-field.ts';
import type { PartContent, PartNote, RecordSource } from '#domain/reported/parts.ts';
import type { RecordedPart } from '#domain/reported/record-in-words.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';

export interface Whose {
  readonly schoolId: number;
  readonly graduateId: number;
}

/** One change of a part of the record. A part that was cleared has nothing after it. */
export interface RecordChange {
  readonly id: number;
  readonly at: Date;
  readonly part: PartCode;
  readonly source: RecordSource;
  readonly isCleared: boolean;
  readonly before: PartContent;
  readonly after: PartContent;
}

/** What the platform reports when a destination comes into force or is rewritten. */
export interface Report extends Whose {
  readonly caseId: number;
  /** The case's version: a report that comes late or twice changes nothing. */
  readonly version: number;
  readonly content: PartContent;
  readonly destinationType: string;
  readonly employerName: string;
  readonly uscc: string;
  readonly now: Date;
}

/** What the platform reports of archive or hukou when the graduate's record changes. */
export interface PartReport extends Whose {
  readonly part: TransferKind;
  /** The record's version: a report that comes late or twice changes nothing. */
  readonly version: number;
  /** Null: there is nothing any more. */
  readonly content: PartContent | null;
  readonly note: PartNote | null;
  readonly now: Date;
}

/** Contents by field codes, never by labels: an outside registry knows nothing of our words. Never called inside a transaction. */
export interface EmploymentRegistry {
  /** Writes the destination if it is newer than what the record has; idempotent by case and version. */
  write(report: Report): Promise<void>;
  /** Writes archive or hukou, or clears it, if it is newer than what the platform reported before; idempotent by version. */
  writePart(report: PartReport): Promise<void>;
  /** Clears the destination of this case. */
  clear(report: Pick<Report, 'schoolId' | 'graduateId' | 'caseId' | 'version' | 'now'>): Promise<void>;
  /** The parts in the order of reading. */
  read(whose: Whose): Promise<RecordedPart[]>;
  /** The same of many graduates of one school; one without a record has no parts. */
  readMany(schoolId: number, graduateIds: readonly number[]): Promise<ReadonlyMap<number, readonly RecordedPart[]>>;
  /** Newest first, from before this place on. */
  changes(whose: Whose, before: { readonly at: Date; readonly id: number }, limit: number): Promise<RecordChange[]>;
  change(whose: Whose, id: number): Promise<RecordChange | undefined>;
}
