/** Every two neighbouring characters of a name, once each: what a GIN index finds the middle of a name by. */
export function pairsOf(name: string): string[] {
  const characters = [...name];
  return [...new Set(characters.slice(1).map((character, before) => `${characters[before]}${character}`))];
}

/** In nearly every name: to look for these alone would read all of them. */
const common = new Set(['有限责任公司', '股份有限公司', '集团有限公司'].flatMap(pairsOf));
export const tellingPairs = (typed: string): string[] => pairsOf(typed).filter(pair => !common.has(pair));
