/** Three questions, or a search, that lead to the right one of the destination types. */
export interface Question {
  readonly ask: string;
  readonly answers: readonly Answer[];
}
export interface Answer {
  readonly word: string;
  readonly note?: string;
  /** The types that are left, or what is asked next. */
  readonly leads: readonly string[] | Question;
}

const contract: Question = {
  ask: '和单位签了什么？',
  answers: [
    { word: '就业协议书，单位在本系统发来邀请', note: '在邀请中接受即可', leads: ['10.01'] },
    { word: '打算签就业协议书，单位没有注册', note: '先生成电子协议书，再盖章回传', leads: ['10.02', '10.01'] },
    { word: '已经签好的纸质就业协议书', leads: ['10.03'] },
    { word: '劳动合同', leads: ['11.01', '10.08', '10.07'] },
  ],
};
const grassroots = ['50.02', '50.03', '50.01', '51.01', '51.02', '51.03', '51.04', '51.05', '46.01', '10.05'];
const noDestination = ['70.01', '70.02', '70.03', '70.04', '70.05', '71.01', '72.01', '72.02'];
const proof: Question = {
  ask: '有没有单位的证明？',
  answers: [
    { word: '公务员、事业单位、国企的录用或接收函', leads: ['10.04', '51.02', '10.05'] },
    { word: '国家或地方基层项目、应征入伍', leads: grassroots },
    { word: '科研或管理助理、规培、博士后', leads: ['27.01', '27.02', '10.06', '27.03'] },
    { word: '其他录用或工资证明', leads: ['12.01', '10.07', '10.08'] },
    { word: '自己创业或自由职业', leads: ['75.01', '75.02', '75.03', '76.01'] },
    { word: '都没有，还没有去向', leads: noDestination },
  ],
};
const signed: Question = {
  ask: '有没有签协议或合同？',
  answers: [
    { word: '签了，或正要签', leads: contract },
    { word: '没有签', leads: proof },
  ],
};
export const firstQuestion: Question = {
  ask: '毕业后继续读书吗？',
  answers: [
    { word: '读书，已被录取', leads: ['80.02', '80.01', '80.03', '85.01'] },
    { word: '不读书，工作或其他', leads: signed },
  ],
};

export const isQuestion = (leads: Answer['leads']): leads is Question => 'ask' in leads;
/** Where a row of answers, by their places, leads. */
export const follow = (path: readonly number[]): Answer['leads'] =>
  path.reduce<Answer['leads']>((at, choice) => (isQuestion(at) ? (at.answers[choice]?.leads ?? at) : at), firstQuestion);

interface Searched {
  readonly label: string;
  readonly explanation: string;
  readonly evidence: { readonly items: readonly { readonly name: string }[] };
}
/** What people call things that the types call otherwise. */
const otherWords: readonly (readonly [said: RegExp, meant: string])[] = [
  [/三方/, '就业协议书'],
  [/外包|派遣/, '劳动合同'],
  [/offer|录用通知/i, '录用'],
  [/公务员|考公|考编|编制|事业编|事业单位|国企|央企/, '公招'],
  [/老师/, '教师'],
  [/当兵|参军/, '应征'],
  [/联合国/, '国际组织'],
  [/(国外|境外|海外|出国)工作/, '出国出境工作'],
  [/读研|保研|推免|直博|硕士|博士|研究生/, '考研'],
  [/二学位|双学位/, '第二学士学位'],
  [/留学|(国外|境外|海外|出国)读/, '出国出境深造'],
  [/二战|再考/, '不就业拟升学'],
  [/开公司|办公司|个体户/, '自主创业'],
  [/开店|网店|淘宝/, '电子商务'],
  [/灵活就业|兼职|接单|直播|写作|自媒体|主播|博主/, '自由职业'],
  [/待业|找.*工作|没.*工作/, '求职中'],
  [/gap|不想工作|休息/i, '暂不就业'],
];
/** The types whose name, explanation or evidence has every word that was typed; by name first. */
export function searchTypes<Type extends Searched>(types: readonly Type[], typed: string): readonly Type[] {
  const words = typed
    .normalize('NFKC')
    .split(/\s+/)
    .filter(word => word !== '');
  if (words.length === 0) return [];
  const textOf = ({ label, explanation, evidence }: Type) =>
    [label, explanation, ...evidence.items.map(({ name }) => name)].join(' ');
  const forms = words.map(word => [word, ...otherWords.flatMap(([said, meant]) => (said.test(word) ? [meant] : []))]);
  const has = (text: string) => forms.every(options => options.some(word => text.includes(word)));
  return types.filter(type => has(textOf(type))).toSorted((one, other) => Number(has(other.label)) - Number(has(one.label)));
}
