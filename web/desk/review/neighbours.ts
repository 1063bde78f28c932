interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/**
 * The case before and the one after this one among those that wait, in the order of the list.
 * @param waiting may be a moment old, or lack this case: it is decided, or lies beyond the page that was fetched
 * @param suggested what the server holds for the next one
 */
export function neighbours(waiting: readonly string[], current: string, suggested: string | null): Neighbours {
  const at = waiting.indexOf(current);
  const after = at >= 0 ? waiting[at + 1] : undefined;
  const others = [after, suggested ?? undefined, ...waiting].filter(ref => ref !== undefined && ref !== current);
  return { previous: at > 0 ? waiting[at - 1] : undefined, next: others[0] };
}
