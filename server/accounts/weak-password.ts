import { pinyin } from 'pinyin-pro';
import { type Refused, refuse } from '#domain/refusals.ts';
import { leastPasswordLength, type PasswordFault, passwordFaults } from '#domain/rules/password.ts';
import { commonPasswords } from './common-passwords.ts';
import { guessLength } from './guess-length.ts';

/** Whose password it is to be: what others know of them is tried first. */
export interface PasswordOwner {
  /** As it is typed; a phone where the account has no other name. */
  readonly login?: string | undefined;
  /** Of the person, the school, the organisation. */
  readonly names: readonly (string | null | undefined)[];
  readonly phone?: string | undefined;
}

/** Ten thousand million: sign-ins are slowed, and Argon2id makes each guess at a stolen hash cost 25 ms. */
const leastGuesses = 10;
const leastPart = 4;

const syllablesOf = (name: string): string[] =>
  pinyin(name, { mode: 'surname', toneType: 'none', v: true, nonZh: 'removed', type: 'array' }).map(one => one.toLowerCase());

/** 张海洋: 张海洋, zhanghaiyang, haiyang. 东海大学: 东海, donghai. */
function partsOfName(name: string): string[] {
  const plain = name.normalize('NFKC').toLowerCase();
  const short = plain.replace(/(?:职业技术|师范|理工|科技)?(?:大学|学院|有限公司|股份|公司)$/u, '');
  const whole = syllablesOf(name);
  const given = whole.slice(1).join('');
  const words = plain.match(/[a-z]{4,}/g) ?? [];
  return [whole.join(''), given, syllablesOf(short).join(''), ...words]
    .filter(part => part.length >= leastPart)
    .concat(short.length >= 2 ? short : []);
}

const partsOf = ({ login = '', names, phone = '' }: PasswordOwner): string[] => [
  ...[login, ...login.split(/[^\p{L}\p{N}]+/u)].map(part => part.toLowerCase()).filter(part => part.length >= leastPart),
  ...names.flatMap(name => (name ? partsOfName(name) : [])),
  // The last six digits are what a phone is told apart by.
  ...(phone.length >= 6 ? [phone.slice(-6), phone.slice(0, 8)] : []),
];

/** Why a password is not good enough: it is short, of those that are tried first, or made of what is known of its owner. */
export function faultOfPassword(password: string, owner: PasswordOwner): PasswordFault | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < leastPasswordLength) return 'short';
  const letters = plain.replace(/[^\p{L}\p{N}]+/gu, '');
  if (partsOf(owner).some(part => plain.includes(part) || letters.includes(part))) return 'personal';
  return commonPasswords.whole.has(plain) || guessLength(plain) < leastGuesses ? 'common' : undefined;
}

export function refuseWeakPassword(password: string, owner: PasswordOwner): Refused | undefined {
  const fault = faultOfPassword(password, owner);
  return fault && refuse('weak-password', { why: passwordFaults[fault] });
}
