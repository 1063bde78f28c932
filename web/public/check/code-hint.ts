import { groupedCode, parseCode, placeInWords, plainCode } from '#domain/identifiers/check-code.ts';

/** Characters of a code without its two check characters: 80 bits. */
const payloadLength = 16;
const length = payloadLength + 2;

export interface CodeHint {
  readonly sentence: string;
  /** It cannot be a code as it is; a text that is not complete yet can become one. */
  readonly isFault: boolean;
  readonly isWhole: boolean;
  /** Of the plain code: to be shown, and looked at on the paper. */
  readonly places: readonly number[];
  /** What is probably meant, in groups. */
  readonly likely?: { readonly code: string; readonly word: string };
}

const joined = (places: readonly number[]): string => {
  const [first = 0, ...others] = places;
  return placeInWords(first) + others.map(place => `、${placeInWords(place)}`).join('');
};

/** What is said beside the field while a code is typed: where it cannot be right, before anybody is asked. */
export function hintOf(text: string): CodeHint {
  const plain = plainCode(text);
  const [isFault, isWhole] = [true, false];
  const parsed = parseCode(text, payloadLength);
  if ('payload' in parsed) return { sentence: '编号输入完整', isFault: false, isWhole: true, places: [] };
  switch (parsed.fault) {
    case 'characters': {
      const shown = [...plain].filter((_, place) => parsed.places.includes(place)).join('');
      const sentence = `${joined(parsed.places.slice(0, 3))}字符「${shown.slice(0, 6)}」有误：编号只含数字和大写字母，没有 U。`;
      return { sentence, isFault, isWhole, places: parsed.places };
    }
    case 'length':
      if (parsed.length > length)
        return { sentence: `多输入了 ${parsed.length - length} 个字符，编号共 ${length} 个。`, isFault, isWhole, places: [] };
      return { sentence: `编号共 ${length} 个字符，已输入 ${parsed.length} 个`, isFault: false, isWhole, places: [] };
    case 'check-characters': {
      const { places, likely } = parsed;
      const [first = 0] = places;
      if (!likely) return { sentence: '编号有误：不止一个字符输入错误，请对照登记信息表逐组核对。', isFault, isWhole, places };
      const code = groupedCode(likely);
      return places.length === 1
        ? {
            sentence: `${placeInWords(first)}字符可能有误，可能是「${likely.charAt(first)}」，请对照登记信息表核对。`,
            ...{ isFault, isWhole, places, likely: { code, word: `改为「${likely.charAt(first)}」` } },
          }
        : {
            sentence: `${joined(places)}字符的先后顺序可能有误，请对照登记信息表核对。`,
            ...{ isFault, isWhole, places, likely: { code, word: '交换这两个字符' } },
          };
    }
  }
}
