import type { AccountKind, Reach } from '#domain/access.ts';

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
}

/** Nobody has signed in. */
export const stranger: Actor = { kind: 'anyone', sessionId: '', name: '', departmentIds: [] };

/** What a query narrows to; each query names all of it, so that none can be forgotten. */
export interface Scope {
  readonly reach: Reach;
  readonly schoolId: number | null;
  readonly graduateId: number | null;
  readonly departmentIds: readonly number[] | null;
  readonly employerId: number | null;
  /** Of reach `province` alone. */
  readonly provinceCode?: string;
}

/** The scope of an actor at a reach. Throws when the session lacks what the reach needs: that is a mistake of ours. */
export function scopeOf(actor: Actor, reach: Reach): Scope {
  const none: Scope = { reach, schoolId: null, graduateId: null, departmentIds: null, employerId: null };
  const needed = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`a session with reach ${reach} lacks its ${what}`);
    return value;
  };
  switch (reach) {
    case 'public':
    case 'platform':
      return none;
    case 'own':
      // Who is no graduate owns no graduate's records: the scope of nobody, not the scope of all.
      return { ...none, schoolId: actor.graduate?.schoolId ?? 0, graduateId: actor.graduate?.graduateId ?? 0 };
    case 'employer':
      return { ...none, employerId: needed(actor.employerId, 'employer') };
    case 'department':
      return { ...none, schoolId: needed(actor.schoolId, 'school'), departmentIds: actor.departmentIds };
    case 'school':
      return { ...none, schoolId: needed(actor.schoolId, 'school') };
    case 'province':
      return { ...none, provinceCode: needed(actor.provinceCode, 'province') };
  }
}
