import { nameOf } from '#domain/codes/code-table.ts';
import { codeTables } from '#domain/codes/code-tables.ts';
import type { RosterKey } from '#domain/forms/roster-columns.ts';
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { seedRegions } from '../regions/regions.ts';
import { inventName } from './invented-names.ts';
import { type Random, seededRandom } from './random.ts';

/** The cells of a row as in an upload: text by column, missing = empty. */
export type RosterCells = Partial<Record<RosterKey, string>>;

export interface Major {
  readonly department: string;
  readonly code: string;
  readonly name: string;
  /** Code of 学历层次. */
  readonly level: string;
  readonly years: number;
}

export interface GraduateOptions {
  readonly cohort: number;
  readonly departments: readonly { readonly name: string }[];
  readonly majors: readonly Major[];
}

const counties = seedRegions.filter(region => region.level === 'county');
const byProvince = Map.groupBy(counties, region => region.code.slice(0, 2));
const inFujian = byProvince.get('35') ?? counties;

/** Share of each training mode; the rest is 非定向. */
const modes: readonly (readonly [code: string, share: number])[] = [
  ['21', 0.01],
  ['22', 0.015],
  ['41', 0.005],
  ['42', 0.005],
  ['3', 0.02],
  ['5', 0.01],
];

const units = ['闽山县教育局（演示）', '海屿县卫生健康局（演示）', '云岭矿业集团有限责任公司人力资源与教育培训中心（演示）'];
const mobileHeads = ['130', '135', '138', '150', '157', '166', '173', '177', '186', '188', '191', '199'];

const two = (number: number) => String(number).padStart(2, '0');

function inventTrainingMode(random: Random): string {
  let point = random.next();
  for (const [code, share] of modes) {
    if (point < share) return code;
    point -= share;
  }
  return '1';
}

/** Bachelors of 2027 were born about 2003–2006; masters and doctors are older by what they studied before. */
function inventBirthDate(random: Random, cohort: number, level: string): string {
  const age = (level === '11' ? 28 : level === '14' ? 25 : 22) + random.pick([-1, 0, 0, 0, 1, 1]);
  return `${cohort - age}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`;
}

/** An ID number that nobody else of this run has. */
function inventIdNumber(random: Random, taken: Set<string>, region: string, birthDate: string, gender: '1' | '2'): string {
  const parity = Number(gender) % 2;
  for (;;) {
    const first17 = region + birthDate + String(random.whole(0, 499) * 2 + parity).padStart(3, '0');
    if (taken.has(first17)) continue;
    taken.add(first17);
    return first17 + idCardCheckCharacter(first17);
  }
}

function inventGraduate(random: Random, taken: Set<string>, place: number, options: GraduateOptions): RosterCells {
  const { cohort } = options;
  const department = random.pick(options.departments).name;
  const own = options.majors.filter(major => major.department === department);
  const major = random.pick(own.length > 0 ? own : options.majors);
  const gender = random.chance(0.5) ? '1' : '2';
  const { name, ethnicGroup, province } = inventName(random, gender);
  const home = province === undefined ? (random.chance(0.6) ? inFujian : counties) : (byProvince.get(province) ?? counties);
  const origin = random.pick(home).code;
  const admitted = cohort - major.years;
  const mode = inventTrainingMode(random);
  const directed = ['21', '22', '41', '42'].includes(mode);
  const sequence = String(place + 1);
  const studentNumber = `${admitted}${sequence.padStart(6, '0')}`;
  const graduateSchool = major.level === '14' || major.level === '11';
  const isTeacher = major.code.startsWith('04');
  return {
    cohort: String(cohort),
    examNumber: graduateSchool
      ? `19999${String(admitted % 100)}${sequence.padStart(8, '0')}`
      : `${two(admitted % 100)}${origin.slice(0, 2)}${sequence.padStart(10, '0')}`,
    name,
    documentType: '身份证',
    idNumber: inventIdNumber(random, taken, origin, inventBirthDate(random, cohort, major.level), gender),
    gender: gender === '1' ? '男' : '女',
    ethnicGroup: nameOf(codeTables.ethnicGroups, ethnicGroup) ?? '',
    politicalStatus: random.pick(['共青团员', '共青团员', '共青团员', '共青团员', '群众', '中共党员', '中共预备党员']),
    educationLevel: nameOf(codeTables.educationLevel, random.chance(0.01) && major.level === '21' ? '22' : major.level) ?? '',
    majorCode: major.code,
    majorName: major.name,
    ...(random.chance(0.1) ? { majorDirection: random.pick(['数字媒体', '国际方向', '智能系统', '应用技术']) } : {}),
    department: major.department,
    className: `${major.name}${String(admitted % 100)}${two(random.whole(1, 4))}`,
    studentNumber,
    schoolingYears: String(major.years),
    admittedIn: `${admitted}09`,
    graduatesIn: `${cohort}06`,
    trainingMode: nameOf(codeTables.trainingMode, mode) ?? '',
    ...(directed ? { directedUnit: random.pick(units), directedRegion: random.pick(inFujian).code } : {}),
    originRegion: origin,
    normalStudentCategory: isTeacher ? (random.chance(0.2) ? '公费师范生' : '普通师范生') : '非师范生',
    difficultyCategory: random.chance(0.88) ? '非困难生' : random.pick(['家庭困难', '就业困难', '就业困难和家庭困难', '残疾']),
    ...(random.chance(0.9) ? { archiveAtSchool: random.chance(0.85) ? '是' : '否' } : {}),
    ...(random.chance(0.85) ? { hukouAtSchool: random.chance(0.4) ? '是' : '否' } : {}),
    ...(random.chance(0.95) ? { phone: `${random.pick(mobileHeads)}${String(10_000_000 + place)}` } : {}),
    ...(random.chance(0.8) ? { email: `g${studentNumber}@stu.donghai.example` } : {}),
  };
}

/**
 * Invented graduates as rows of an upload: ID numbers with a right check character, exam and student numbers without repetition,
 * rare characters, minority names, every training mode. The same seed gives the same people.
 */
export function inventGraduates(count: number, seed: number, options: GraduateOptions): readonly RosterCells[] {
  const random = seededRandom(seed);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, place) => inventGraduate(random, taken, place, options));
}
