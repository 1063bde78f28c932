interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/**
 * The case before and the case after this one, in the order of the list and to its end: a case that was passed over stays behind.
 * @param list as it is now; may lack this case, which has just been decided
 * @param seen the list as it was when this case was last in it
 */
export function neighbours(list: readonly string[], current: string, seen: readonly string[]): Neighbours {
  const at = list.indexOf(current);
  if (at >= 0) return { previous: list[at - 1], next: list[at + 1] };
  const before = seen.indexOf(current);
  const still = (ref: string): boolean => list.includes(ref);
  if (before < 0) return { previous: undefined, next: list[0] };
  const next = seen.slice(before + 1).find(still) ?? list.find(ref => !seen.includes(ref));
  return { previous: seen.slice(0, before).findLast(still), next };
}
