/** Which schools there are, how large, and what they teach: invented, the same on every machine. */
import { demoCohort, demoDepartments, demoMajors, demoProvince, demoSchool } from '../../demo/demo-school.ts';
import type { Major } from '../../demo/invented-people.ts';
import { seededRandom } from '../../demo/random.ts';
import { seedRegions } from '../../regions/regions.ts';

export const scales = {
  /** The demonstration's school alone. */
  school: { schools: 1, graduates: 30_000, employers: 500 },
  /** And the other schools of its province. */
  province: { schools: 90, graduates: 130_000, employers: 5_000 },
  /** A tenth of the country's graduates, at as many schools as it has. */
  country: { schools: 2_900, graduates: 1_270_000, employers: 20_000 },
} as const;
export type Scale = keyof typeof scales;
export const isScale = (text: string): text is Scale => Object.hasOwn(scales, text);

export const cohort = demoCohort;
export interface SchoolPlan {
  readonly id: number;
  /** From 90001 on no real school has a code. */
  readonly code: string;
  readonly name: string;
  readonly provinceCode: string;
  readonly graduates: number;
  readonly departments: readonly string[];
}

const heads = [
  '东海',
  '望潮',
  '云岭',
  '听泉',
  '青屿',
  '松间',
  '星野',
  '白鹭洲',
  '长汀里',
  '南风',
  '北辰山',
  '明湖',
  '半岛',
  '千帆',
  '竹海',
  '雁南',
];
const kinds = [
  '大学',
  '理工大学',
  '师范学院',
  '财经学院',
  '医科大学',
  '农林大学',
  '职业技术学院',
  '工程职业学院',
  '外国语学院',
  '艺术学院',
];
const departmentNames = demoDepartments.map(({ name }) => name);

/** The demonstration's school is the first, with 30,000 graduates; the others share what is left, very unevenly. */
export function planSchools(scale: Scale): readonly SchoolPlan[] {
  const { schools, graduates } = scales[scale];
  const first = {
    id: 1,
    code: demoSchool.code,
    name: demoSchool.name,
    provinceCode: demoProvince.code,
    graduates: 30_000,
    departments: departmentNames,
  };
  const random = seededRandom(20_270);
  const provinces = seedRegions.filter(({ level, code }) => level === 'province' && !/^(71|81|82)/.test(code));
  const cities = Map.groupBy(
    seedRegions.filter(({ level, name }) => level === 'city' && name.endsWith('市')),
    ({ code }) => code.slice(0, 2),
  );
  const sizes = Array.from({ length: schools - 1 }, () => 0.2 + random.next() ** 3 * 5);
  const sum = sizes.reduce((one, other) => one + other, 0);
  const others = sizes.map((size, at) => {
    const province = scale === 'country' ? random.pick(provinces) : { code: demoProvince.code, name: demoProvince.name };
    const city = random.pick(cities.get(province.code.slice(0, 2)) ?? [province]);
    const place = city.name.replace(/(省|市|自治区|壮族|回族|维吾尔)/g, '');
    return {
      id: at + 2,
      code: String(90_001 + at),
      // Numbered: no two are called alike, and none is called like a real one.
      name: `${place}${random.pick(heads)}${random.pick(kinds)}（演示 ${at + 1}）`,
      provinceCode: province.code,
      graduates: Math.max(20, Math.round(((graduates - first.graduates) * size) / sum)),
      departments: departmentNames.slice(0, random.whole(2, departmentNames.length)),
    };
  });
  return [first, ...others];
}

/** What a department teaches, wherever it is. */
export const majorsOf = new Map<string, readonly Major[]>(
  departmentNames.map(name => [name, demoMajors.filter(({ department }) => department === name)]),
);

/** A stretch of one school's graduates; `offset` is how many of the country come before it. */
export interface Stretch {
  readonly school: SchoolPlan;
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}
/** Batches of about so many graduates: what one worker makes and copies at a time. */
export function batchesOf(schools: readonly SchoolPlan[], size = 2_500): readonly (readonly Stretch[])[] {
  const batches: Stretch[][] = [];
  let [current, room, offset] = [[] as Stretch[], size, 0];
  for (const school of schools)
    for (let from = 0; from < school.graduates; ) {
      const to = Math.min(school.graduates, from + room);
      current.push({ school, from, to, offset: offset + from });
      room -= to - from;
      from = to;
      if (from === school.graduates) offset += school.graduates;
      if (room > 0) continue;
      batches.push(current);
      [current, room] = [[], size];
    }
  return current.length > 0 ? [...batches, current] : batches;
}
