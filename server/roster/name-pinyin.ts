import { pinyin } from 'pinyin-pro';

/**
 * How a name is sorted and searched: syllables without tones, lower case, one space between (单雄信 → shan xiong xin, ü as v).
 * Surnames are read as surnames; what is not Chinese stays, in lower case.
 */
export function namePinyin(name: string): string {
  return name
    .split('·')
    .map((part, index) =>
      pinyin(part, {
        mode: index === 0 ? 'surname' : 'normal',
        toneType: 'none',
        v: true,
        nonZh: 'consecutive',
        type: 'array',
      }).join(' '),
    )
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
