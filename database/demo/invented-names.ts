import type { Random } from './random.ts';

/** Common surnames are listed several times, about as often as they are met. */
const surnames =
  '陈陈陈林林林黄黄张张李李王王吴吴刘郑郑蔡许杨郭赵周谢徐叶苏曾庄洪何江游邱罗梁宋沈卢潘方余魏柯颜董詹连翁廖欧阮施龚戴傅尤'
    .split('')
    .concat('欧阳', '司徒', '上官', '诸葛');
const maleCharacters = '志远浩然子轩宇航俊杰博文嘉诚思源明哲建安泽楷睿昊天佑景行承宗奕辰'.split('');
const femaleCharacters = '雨桐诗涵欣怡梓萱佳宁若曦静姝晓雯婉清思琪语嫣晨曦可馨芷兰雪莹舒窈'.split('');
/** All of them in 通用规范汉字表, level three; several outside the BMP, which old systems could not write. */
export const rareCharacters = ['𬭎', '㛃', '䶮', '𫍯', '𬍛', '𬱖', '㙦', '𬸚', '𫖯', '𬀩'] as const;

export interface Origin {
  /** Code of 民族. */
  readonly ethnicGroup: string;
  /** First two digits of the home region, where the group's names are met most; undefined: anywhere. */
  readonly province: string | undefined;
}

interface Person extends Origin {
  readonly name: string;
}

type Names = (random: Random, gender: '1' | '2') => string;

const uygurMale = ['买买提', '艾力', '吐尔逊', '阿卜杜拉', '热合曼', '玉素甫', '木合塔尔', '伊力哈木'];
const uygurFemale = ['阿依古丽', '古丽娜尔', '热依汗', '帕提古丽', '祖丽胡玛尔', '迪丽拜尔', '阿孜古丽'];
const kazakMale = ['叶尔兰', '巴合提', '努尔兰', '哈那提', '木拉提'];
const kazakFemale = ['阿依努尔', '古丽江', '加依娜', '沙吾列'];
const tibetan = ['扎西', '次仁', '央金', '卓玛', '旦增', '洛桑', '拉姆', '白玛', '曲珍', '索朗'];
const mongolMale = ['巴特尔', '苏日嘎拉', '那日苏', '阿拉坦仓', '朝格图'];
const mongolFemale = ['乌兰托娅', '萨仁高娃', '娜仁格日勒', '其其格', '斯琴'];

const groups: readonly (Origin & { readonly weight: number; readonly names: Names })[] = [
  {
    ethnicGroup: '05',
    province: '65',
    weight: 3,
    names: (random, gender) => `${random.pick(gender === '1' ? uygurMale : uygurFemale)}·${random.pick(uygurMale)}`,
  },
  {
    ethnicGroup: '17',
    province: '65',
    weight: 1,
    names: (random, gender) => `${random.pick(gender === '1' ? kazakMale : kazakFemale)}·${random.pick(kazakMale)}`,
  },
  { ethnicGroup: '04', province: '54', weight: 2, names: random => random.pick(tibetan) + random.pick(tibetan) },
  {
    ethnicGroup: '02',
    province: '15',
    weight: 1,
    names: (random, gender) => random.pick(gender === '1' ? mongolMale : mongolFemale),
  },
  { ethnicGroup: '03', province: '64', weight: 2, names: (random, gender) => `马${givenName(random, gender)}` },
  { ethnicGroup: '08', province: '45', weight: 2, names: (random, gender) => `韦${givenName(random, gender)}` },
  {
    ethnicGroup: '22',
    province: '35',
    weight: 3,
    names: (random, gender) => random.pick(['蓝', '雷', '钟']) + givenName(random, gender),
  },
  {
    ethnicGroup: '15',
    province: '42',
    weight: 2,
    names: (random, gender) => random.pick(['覃', '田', '向']) + givenName(random, gender),
  },
];
const minorities = groups.flatMap(group => Array.from({ length: group.weight }, () => group));

function givenName(random: Random, gender: '1' | '2'): string {
  const characters = gender === '1' ? maleCharacters : femaleCharacters;
  const one = random.pick(characters);
  if (random.chance(0.03)) return one + random.pick(rareCharacters);
  return random.chance(0.15) ? one : one + random.pick(characters);
}

/** One in twelve belongs to a minority, with a name and a home as they are met there. */
export function inventName(random: Random, gender: '1' | '2'): Person {
  if (random.chance(1 / 12)) {
    const { ethnicGroup, province, names } = random.pick(minorities);
    return { ethnicGroup, province, name: names(random, gender) };
  }
  return { ethnicGroup: '01', province: undefined, name: random.pick(surnames) + givenName(random, gender) };
}
