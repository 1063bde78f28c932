/**
 * What becomes of archive and hukou when a destination comes into force or ends. The matter of archives knows the cases, so it is handed in
 * where the server is composed. Each is done once in effect, however often it is called.
 */
import type { PartCode } from '#domain/forms/form-field.ts';
import type { PartContent } from '#domain/reported/parts.ts';

export interface TransfersPort {
  /** What its form says of archive and hukou becomes the graduate's record; not again what this case has brought before. */
  take(brought: {
    readonly schoolId: number;
    readonly graduateId: number;
    readonly caseId: number;
    /** Its employer or school, as the record names where it came from. */
    readonly name: string;
    readonly parts: Readonly<Partial<Record<PartCode, PartContent>>>;
  }): Promise<void>;
  /** What it brought stays, and says that it did. */
  leaveBehind(ended: { readonly schoolId: number; readonly graduateId: number; readonly caseId: number }): Promise<void>;
}
