import { reasonLists, reasonsFor } from '#domain/actions/reasons.ts';
import type { Settings } from './use-save-settings.ts';

/** As typed, one reason a line, by flow and key. */
export type TypedLists = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

function byFlow<T>(read: (list: (typeof reasonLists)[number]) => T | undefined): Record<string, Record<string, T>> {
  const all: Record<string, Record<string, T>> = {};
  for (const list of reasonLists) {
    const value = read(list);
    if (value !== undefined) all[list.flow] = { ...all[list.flow], [list.key]: value };
  }
  return all;
}

/** Every list that there is, the school's own or the default. */
export const typedLists = (own: Settings['reasons']): TypedLists =>
  byFlow(({ flow, action, topic }) => reasonsFor(flow, action, own, topic).join('\n'));

/** The lists that differ from the default ones: only these are the school's own. */
export const changedLists = (typed: TypedLists): Settings['reasons'] =>
  byFlow(({ flow, action, topic, key }) => {
    const lines = linesOf(typed[flow]?.[key] ?? '');
    return lines.join('\n') === reasonsFor(flow, action, {}, topic).join('\n') ? undefined : lines;
  });
