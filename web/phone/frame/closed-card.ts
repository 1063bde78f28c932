import type { ModuleCard } from '#web/phone/kit/module.ts';

/** Where a module that the school has closed leads all the same, and with which words: what was registered while it was open can be read. */
export function wayIntoClosed(
  card: Pick<ModuleCard, 'to' | 'whenClosed'> | undefined,
): { to: string; words: string } | undefined {
  return card?.whenClosed ? { to: card.to, words: card.whenClosed } : undefined;
}
