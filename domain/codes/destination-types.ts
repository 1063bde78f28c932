import type { CodeEntry, CodeTable } from './code-table.ts';
import { findEntry } from './code-table.ts';
import rows from './destination-types.json' with { type: 'json' };
import { educationLevel } from './education-level.ts';
import { directedModes, trainingMode } from './training-mode.ts';

export const menuGroups = ['签就业协议书就业', '其他形式就业', '升学', '未就业'] as const;
export const destinationFlows = ['online-signing', 'offline-signing', 'paper-signing', 'other-destination'] as const;
export const destinationStatistics = ['agreement_contract', 'entrepreneurship', 'flexible', 'further_study', 'none'] as const;
export const evidenceModes = ['all', 'anyOf', 'none'] as const;

export interface Evidence {
  /** all = every required item, anyOf = one of them, none = no upload. */
  readonly mode: (typeof evidenceModes)[number];
  readonly items: readonly { readonly name: string; readonly required: boolean }[];
}

/** A type has one name wherever people read it: in menu, list, page and sheet. */
export interface DestinationType extends CodeEntry {
  /** What is reported to the authority. */
  readonly parentCode: string;
  readonly parentName: string;
  /** Where the graduate finds the type; not the rate it counts in (that is `statistic`). */
  readonly menuGroup: (typeof menuGroups)[number];
  readonly flow: (typeof destinationFlows)[number];
  readonly statistic: (typeof destinationStatistics)[number];
  readonly evidence: Evidence;
  readonly requiredFields: readonly string[];
  readonly optionalFields: readonly string[];
  /** Levels of the table of education levels, or everybody. */
  readonly eligibleLevels: 'all' | readonly string[];
}

function oneOf<const Value extends string>(values: readonly Value[], text: string): Value {
  const found = values.find(value => value === text);
  if (found === undefined) throw new Error(`destination-types.json: "${text}" is none of ${values.join(', ')}`);
  return found;
}

/** 去向类型, MOE classification; the part after the dot is ours. */
export const destinationTypes: CodeTable<DestinationType> = rows.map(row => ({
  ...row,
  menuGroup: oneOf(menuGroups, row.menuGroup),
  flow: oneOf(destinationFlows, row.flow),
  statistic: oneOf(destinationStatistics, row.statistic),
  evidence: { ...row.evidence, mode: oneOf(evidenceModes, row.evidence.mode) },
  eligibleLevels: typeof row.eligibleLevels === 'string' ? ('all' as const) : row.eligibleLevels,
}));

/** 毕业去向, as the authority counts them: several of our types may be one of its. */
export const destinationCategories: CodeTable = [
  ...new Map(destinationTypes.map(({ parentCode, parentName }) => [parentCode, { code: parentCode, name: parentName }])).values(),
];

/** 定向/委培毕业去向补充登记: the one type that needs a directed mode, and all that 21 and 41 get. */
export const directedDestination = '10.09';

/**
 * The types that fit a graduate, in the table's order.
 * @param educationCode a code of the table of education levels
 * @param mode a code of the table of training modes
 */
export function offeredTypes(educationCode: string, mode: string): readonly DestinationType[] {
  const level = findEntry(educationLevel, educationCode)?.level;
  const known = findEntry(trainingMode, mode);
  if (level === undefined || known === undefined) return [];
  return destinationTypes.filter(type => {
    if (type.code === directedDestination) return directedModes.includes(mode);
    if (known.employerFixedFromRoster) return false;
    return type.eligibleLevels === 'all' || type.eligibleLevels.includes(level);
  });
}

/** What most graduates look for; within each group these come first, in this order. */
const common = [
  '10.01',
  '10.02',
  '10.03',
  '11.01',
  '12.01',
  '10.04',
  '46.01',
  '76.01',
  '80.02',
  '80.01',
  '85.01',
  '70.01',
  '71.01',
];
const commonness = ({ code }: DestinationType): number => (common.includes(code) ? common.indexOf(code) : common.length);
export const commonFirst = (types: readonly DestinationType[]): readonly DestinationType[] =>
  types.toSorted((one, other) => commonness(one) - commonness(other));

/** What a type is called wherever people read it. */
export const typeName = (code: string): string => findEntry(destinationTypes, code)?.name ?? code;

/** 未就业: held and reported like any destination, yet taken back at any time. */
export const isUnemployed = (code: string): boolean => findEntry(destinationTypes, code)?.menuGroup === '未就业';
