/** The mark is known to this file alone: no other file can write down a value of the type below. */
const mark: unique symbol = Symbol('everything');

/**
 * What jobs and the clock see: every row. It is no `Scope`, so no request holds it, and neither JSON nor an object literal makes it.
 * A file that serves requests does not import this one (`scope.test.ts`).
 */
export interface Everything {
  readonly kind: 'everything';
  readonly [mark]: true;
}
export const everything: Everything = Object.freeze({ kind: 'everything' as const, [mark]: true as const });
