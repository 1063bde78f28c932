interface Neighbours {
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/**
 * The previous and the next case among those that wait, in the order of the list.
 * @param waiting may be out of date, or lack this case: it has been decided, or is beyond the page that was fetched
 * @param suggested the next case in the server's view
 */
export function neighbours(waiting: readonly string[], current: string, suggested: string | null): Neighbours {
  const at = waiting.indexOf(current);
  const after = at >= 0 ? waiting[at + 1] : undefined;
  const others = [after, suggested ?? undefined, ...waiting].filter(ref => ref !== undefined && ref !== current);
  return { previous: at > 0 ? waiting[at - 1] : undefined, next: others[0] };
}
