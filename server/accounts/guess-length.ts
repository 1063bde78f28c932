/**
 * How many guesses a password needs from somebody who knows how people make them: the cheapest way to put it together from words of
 * leaked passwords, Chinese names, dates, runs of the keyboard, repetitions, numbers that mean something, and single characters.
 */
import { commonPasswords } from './common-passwords.ts';

/** Words of Chinese passwords that the list, made elsewhere, lacks. */
const chineseWords = `woaini aini woai woaiwojia wodemima mima nihao zhongguo beijing shanghai guangzhou shenzhen hangzhou nanjing chengdu
  wuhan xian tianjin chongqing xiamen fujian huawei xiaomi taobao alibaba tencent weixin wechat baidu daxue xuexiao xueyuan jiuye biye
  biyesheng danwei gongsi guanli guanliyuan yunwei laoshi xuesheng baobao laopo laogong mingtian kuaile xiaoming caonima tiancai admin
  administrator qazwsx qweasd qweasdzxc asdzxc qwe asd zxc abc qq aa test user root`;
/** Numbers with a meaning: I love you, for ever, prosperity, pi. */
const numbers = `520 521 1314 5201314 5211314 1314520 1314521 7758521 7758258 147258369 147258 258369 666 888 999 168 518 110 119 120 007
  10086 10010 31415926535897932384626433832795 314159 271828182845904523536 1688 6688 9527 123 123456 456 789 321 654321 111 000 112233`;
const surnames = `wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong
  xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao
  zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin yi chang qiao lai gong wen`;
/** The 400 syllables: an initial (or none) with a final. Some that do not exist do no harm. */
const syllable =
  /^(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])$/;

/** Along a keyboard, or along an alphabet. */
const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
  '!@#$%^&*()_+',
  '147258369',
  '789456123',
];
const allRuns = runs.flatMap(run => [run, [...run].reverse().join('')]);

const listed = (text: string): string[] => text.split(/\s+/).filter(Boolean);
/** The cost of each known piece: the decimal logarithm of the guesses until it is tried. */
const costs = new Map<string, number>();
for (const [place, word] of commonPasswords.words.entries()) costs.set(word, Math.log10(place + 10));
for (const word of listed(surnames)) costs.set(word, 1.7);
for (const word of [...listed(chineseWords), ...listed(numbers)]) costs.set(word, 1.5);
const longestPiece = Math.max(...Array.from(costs.keys(), piece => piece.length));

const swaps: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  $: 's',
  '5': 's',
  '7': 't',
};
/** p@ssw0rd is password. */
const unswapped = (text: string): string => text.replace(/[@4301!$57]/g, sign => swaps[sign] ?? sign);

const dates: readonly (readonly [RegExp, number])[] = [
  [/^(?:19|20)\d{2}[-./]?(?:0[1-9]|1[0-2])[-./]?(?:0[1-9]|[12]\d|3[01])$/, 4.2],
  [/^\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, 4],
  [/^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/, 2.6],
  [/^(?:19|20)\d{2}$/, 1.7],
  [/^1[3-9]\d{9}$/, 8],
];
const costOfOne = (character: string): number =>
  /\d/.test(character) ? 1 : /[a-z]/.test(character) ? 1.4 : /[\x20-\x7e]/.test(character) ? 1.5 : 3;

function costOfPiece(piece: string): number {
  const found = [costs.get(piece), (costs.get(unswapped(piece)) ?? Number.POSITIVE_INFINITY) + 0.5];
  if (piece.length >= 2 && syllable.test(piece)) found.push(2.2);
  if (piece.length >= 3 && allRuns.some(run => run.includes(piece))) found.push(1.5 + Math.log10(piece.length));
  for (const [pattern, cost] of dates) if (pattern.test(piece)) found.push(cost);
  return Math.min(...found.map(cost => cost ?? Number.POSITIVE_INFINITY));
}

/** The decimal logarithm of the guesses; of very long passwords the first hundred characters are looked at. */
export function guessLength(password: string): number {
  const text = password.slice(0, 100);
  const best = [0, ...Array<number>(text.length).fill(Number.POSITIVE_INFINITY)];
  const improve = (at: number, cost: number) => {
    best[at] = Math.min(best[at] ?? Number.POSITIVE_INFINITY, cost);
  };
  for (let from = 0; from < text.length; from += 1) {
    const before = best[from] ?? 0;
    improve(from + 1, before + costOfOne(text[from] ?? ''));
    for (let to = from + 2; to <= Math.min(text.length, from + longestPiece); to += 1)
      improve(to, before + costOfPiece(text.slice(from, to)));
    // What was just typed, once more.
    for (let length = 1; length <= from && from + length <= text.length; length += 1)
      if (text.slice(from - length, from) === text.slice(from, from + length)) improve(from + length, before + 0.4);
  }
  return best[text.length] ?? 0;
}
