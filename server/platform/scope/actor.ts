import type { AccountKind } from '#domain/access.ts';

/** Who sends a request, as the session tells. */
export interface Actor {
  readonly kind: AccountKind;
  readonly sessionId: string;
  /** How the person is named in a history. */
  readonly name: string;
  readonly accountId?: number;
  readonly personId?: number;
  /** A graduate in the cohort that they work in. */
  readonly graduate?: {
    readonly schoolId: number;
    readonly graduateId: number;
    readonly cohort: number;
    readonly checked: boolean;
  };
  readonly schoolId?: number;
  readonly departmentIds: readonly number[];
  readonly employerId?: number;
  /** What has to be done before anything else opens. */
  readonly mustFirst?: 'password' | 'second-factor';
  readonly provinceCode?: string;
  /** Has shown in the last minutes who they are. */
  readonly proven?: boolean;
}

/** Nobody has signed in. */
export const stranger: Actor = { kind: 'anyone', sessionId: '', name: '', departmentIds: [] };
