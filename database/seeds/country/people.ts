/** One graduate of the country as a row of the roster: everybody another, with numbers that nobody else has. */
import { idCardCheckCharacter } from '#domain/identifiers/id-card.ts';
import { inventName } from '../../demo/invented-names.ts';
import type { Major } from '../../demo/invented-people.ts';
import type { Random } from '../../demo/random.ts';
import { seedRegions } from '../../regions/regions.ts';
import { sampleRosterRows } from '../sample-roster.ts';
import { cohort, majorsOf, type Stretch } from './plan.ts';

const counties = seedRegions.filter(({ level }) => level === 'county');
/** Of the file that may have been uploaded, or will be. */
const taken = new Set(sampleRosterRows().flatMap(({ idNumber }) => idNumber ?? []));
const two = (number: number): string => String(number).padStart(2, '0');

export interface Row {
  readonly name: string;
  readonly examNumber: string;
  readonly idNumber: string;
  readonly gender: '1' | '2';
  readonly ethnicity: string;
  readonly politicalStatus: string;
  readonly educationLevel: string;
  readonly major: Major;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly className: string;
  readonly studentNumber: string;
  readonly studyYears: string;
  readonly enrolledOn: string;
  readonly graduatesOn: string;
  readonly trainingMode: string;
  readonly originRegion: string;
  readonly archiveTransferred: boolean | null;
  readonly hukouTransferred: boolean | null;
  readonly phone: string;
  readonly email: string;
}

/** By the number in the country: region, day of birth and order of the day count up, so that no two are alike. */
function idNumberOf(serial: number, gender: '1' | '2'): { readonly idNumber: string; readonly region: string } {
  for (let attempt = 0; ; attempt++) {
    const region = counties[(serial * 1009) % counties.length]?.code ?? '350203';
    const round = Math.floor(serial / counties.length);
    const born = new Date(Date.UTC(2003, 8, 1 + (round % 1_000))).toISOString().slice(0, 10).replaceAll('-', '');
    const order = (Math.floor(round / 1_000) + attempt) * 2 + Number(gender);
    const first17 = region + born + String(order).padStart(3, '0');
    const idNumber = first17 + idCardCheckCharacter(first17);
    if (!taken.has(idNumber)) return { idNumber, region };
  }
}

export function inventRow(random: Random, { school, offset, from }: Stretch, place: number): Row {
  const serial = offset - from + place;
  const departmentId = random.whole(1, school.departments.length);
  const departmentName = school.departments[departmentId - 1] ?? '';
  const major = random.pick(majorsOf.get(departmentName) ?? []);
  const gender = random.chance(0.5) ? '1' : '2';
  const { name, ethnicGroup } = inventName(random, gender);
  const { idNumber, region } = idNumberOf(serial, gender);
  const admitted = cohort - major.years;
  const studentNumber = `${admitted}${String(place + 1).padStart(7, '0')}`;
  return {
    ...{ name, idNumber, gender, major, departmentId, departmentName, studentNumber },
    // Above whatever the demonstration's file has.
    examNumber: `${two(admitted % 100)}${region.slice(0, 2)}${String(9_000_000_000 + serial)}`,
    ethnicity: ethnicGroup,
    politicalStatus: random.pick(['03', '03', '03', '13', '01', '02']),
    educationLevel: major.level,
    className: `${major.name}${two(admitted % 100)}${two(random.whole(1, 6))}`,
    studyYears: String(major.years),
    enrolledOn: `${admitted}09`,
    graduatesOn: `${cohort}06`,
    trainingMode: '1',
    originRegion: region,
    archiveTransferred: random.chance(0.9) ? random.chance(0.85) : null,
    hukouTransferred: random.chance(0.85) ? random.chance(0.4) : null,
    phone: `1${random.pick(['35', '38', '50', '77', '86', '91'])}${String(10_000_000 + (serial % 90_000_000))}`,
    email: `g${studentNumber}@stu.example`,
  };
}
