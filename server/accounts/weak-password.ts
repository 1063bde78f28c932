/** Beginnings of passwords that head every list of leaked ones; with digits and signs behind them they are no better. */
const commonStems: ReadonlySet<string> = new Set(
  `password passw0rd p@ssword p@ssw0rd pass admin administrator root guest test user login welcome letmein master secret default
  changeme hello iloveyou woaini woaini520 woaiwojia wodemima mima aini nihao zhongguo china beijing shanghai qwerty qwertyuiop
  qwert qazwsx qazwsxedc asdfgh asdfghjkl zxcvbn zxcvbnm asdf qwer abc abcd abcdef abcdefg abcdefgh abcdefghij abcabc aa aaa a q qq
  dragon monkey sunshine princess football baseball superman batman trustno1 shadow michael jordan killer pokemon starwars freedom
  whatever computer internet samsung huawei xiaomi taobao alibaba tencent weixin wechat baidu daxue xuexiao jiuye biye biyesheng
  danwei gongsi guanli guanliyuan yunwei`
    .split(/\s+/)
    .filter(Boolean),
);

const keyboardRuns = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx3edc4rfv5tgb'];
const allRuns = keyboardRuns.flatMap(run => [run, [...run].reverse().join('')]);

/** Of how many characters a text is made once runs of the keyboard and repetitions count as one. */
function unpredictableLength(text: string): number {
  let count = 0;
  for (let place = 0; place < text.length; place += 1) {
    const pair = text.slice(place - 1, place + 1);
    const continues = place > 0 && (pair[0] === pair[1] || allRuns.some(run => run.includes(pair)));
    if (!continues) count += 1;
  }
  return count;
}

const leastLength = 10;
const leastUnpredictable = 5;

/**
 * Whether a password is one of those that are tried first: short, common with a few digits behind it, a run of the keyboard, few
 * different characters, or made from what is known of the account.
 * @param about login, phone, names
 */
export function isWeakPassword(password: string, about: readonly string[]): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < leastLength) return true;
  if (new Set(plain).size < leastUnpredictable || unpredictableLength(plain) < leastUnpredictable) return true;
  const stem = plain.replace(/^[^a-z]+|[^a-z]+$/g, '');
  if (commonStems.has(stem) || commonStems.has(plain.replace(/[\d\W_]+$/, ''))) return true;
  return about.some(known => known.length >= 4 && plain.includes(known.toLowerCase()));
}
