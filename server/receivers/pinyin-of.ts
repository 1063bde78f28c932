import { pinyin } from 'pinyin-pro';

export interface Spelling {
  /** xiamenshirencaifuwuzhongxin: without tones and spaces, ü as v. */
  readonly letters: string;
  /** xmsrcfwzx. */
  readonly initials: string;
}

/** How a name is typed by those who type no characters. */
export function pinyinOf(name: string): Spelling {
  const syllables = pinyin(name, { toneType: 'none', v: true, nonZh: 'removed', type: 'array' }).map(one => one.toLowerCase());
  return { letters: syllables.join(''), initials: syllables.map(one => one.slice(0, 1)).join('') };
}
