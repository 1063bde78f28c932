/** One line on top of a review: what agrees, and where one must look. Each part leads to its place on the page. */

/** Where on the page a part is told in full. */
export const reviewPlaces = ['comparison', 'employer', 'flag', 'evidence', 'contact'] as const;
export type ReviewPlace = (typeof reviewPlaces)[number];

export interface ReviewFacts {
  /** Labels of key fields that differ from the roster. */
  readonly keyDiffers: readonly string[];
  /** How many fields differ, the key ones among them. */
  readonly differs: number;
  /** Missing where no employer has a code here. */
  readonly employer?: { readonly certified: boolean; readonly nameFits: boolean } | undefined;
  readonly isFlagged: boolean;
  /** Missing where no evidence is asked for. */
  readonly evidenceIsThere?: boolean | undefined;
  /** Other graduates with the same contact phone, and how many of them with another employer. */
  readonly samePhone: { readonly others: number; readonly elsewhere: number };
}
export const lineKinds = ['keyFields', 'certified', 'flag', 'evidence', 'roster', 'samePhone'] as const;
export interface LinePart {
  readonly kind: (typeof lineKinds)[number];
  readonly tone: 'ok' | 'look';
  readonly words: string;
  readonly place: ReviewPlace;
}
type Said = readonly [tone: LinePart['tone'], words: string];
interface Row {
  readonly kind: LinePart['kind'];
  readonly place: ReviewPlace;
  /** Nothing where it does not apply. */
  readonly say: (facts: ReviewFacts) => Said | undefined;
}

const rows: readonly Row[] = [
  {
    kind: 'keyFields',
    place: 'comparison',
    say: ({ keyDiffers }) =>
      keyDiffers.length > 0 ? ['look', `关键信息不一致：${keyDiffers.join('、')}`] : ['ok', '关键信息一致'],
  },
  {
    kind: 'certified',
    place: 'employer',
    say: ({ employer }) =>
      employer &&
      (employer.nameFits ? (employer.certified ? ['ok', '单位已认证'] : ['look', '单位未认证']) : ['look', '单位名称与代码不符']),
  },
  {
    kind: 'flag',
    place: 'flag',
    say: ({ isFlagged, employer }) => (isFlagged ? ['look', '预警单位'] : employer && ['ok', '未预警']),
  },
  {
    kind: 'evidence',
    place: 'evidence',
    say: ({ evidenceIsThere }) =>
      evidenceIsThere === undefined ? undefined : evidenceIsThere ? ['ok', '材料齐'] : ['look', '材料不齐'],
  },
  {
    kind: 'roster',
    place: 'comparison',
    say: ({ differs }) => (differs > 0 ? ['look', `与名单差 ${differs} 项`] : ['ok', '与名单一致']),
  },
  {
    kind: 'samePhone',
    place: 'contact',
    say: ({ samePhone: { others, elsewhere } }) =>
      others === 0
        ? undefined
        : elsewhere > 0
          ? ['look', `与其他 ${others} 人同一联系电话，其中 ${elsewhere} 人在别的单位`]
          : ['ok', `与其他 ${others} 人同一联系电话（同一单位）`],
  },
];

export const reviewLine = (facts: ReviewFacts): LinePart[] =>
  rows.flatMap(({ kind, place, say }) => {
    const said = say(facts);
    return said ? [{ kind, tone: said[0], words: said[1], place }] : [];
  });
