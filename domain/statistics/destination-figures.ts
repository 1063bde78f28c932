/** 毕业去向落实率 and its parts, counted as the Ministry of Education's classification of destinations has them. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { type FlowName, flowNamed, flowNames } from '../flows/all.ts';

/** Graduates with the same type in the same state; without a case, those who hold no destination. */
export interface Counted {
  readonly held?: { readonly flow: FlowName; readonly state: string; readonly destinationType: string } | undefined;
  readonly count: number;
}

export interface DestinationFigures {
  /** All graduates of the group who are on the roster. */
  readonly graduates: number;
  /** In force: 协议和合同就业, 自主创业, 灵活就业, 升学, 未就业. */
  readonly agreementContract: number;
  readonly entrepreneurship: number;
  readonly flexible: number;
  readonly furtherStudy: number;
  readonly unemployed: number;
  /** A destination was submitted, and is not in force yet. */
  readonly underReview: number;
  /** Nothing was registered. */
  readonly unregistered: number;
}

const none: DestinationFigures = {
  graduates: 0,
  agreementContract: 0,
  entrepreneurship: 0,
  flexible: 0,
  furtherStudy: 0,
  unemployed: 0,
  underReview: 0,
  unregistered: 0,
};

const figureOf = {
  agreement_contract: 'agreementContract',
  entrepreneurship: 'entrepreneurship',
  flexible: 'flexible',
  further_study: 'furtherStudy',
  none: 'unemployed',
} as const;

/** The parts that a group's graduates fall into, in the order in which they are told. */
export const destinationParts = [
  { key: 'agreementContract', title: '协议和合同就业' },
  { key: 'entrepreneurship', title: '自主创业' },
  { key: 'flexible', title: '灵活就业' },
  { key: 'furtherStudy', title: '升学' },
  { key: 'unemployed', title: '未就业' },
  { key: 'underReview', title: '办理中' },
  { key: 'unregistered', title: '未登记' },
] as const;
export type DestinationPart = (typeof destinationParts)[number]['key'];

/** What a list of graduates is narrowed to: one of the parts, or all that are in force together. */
export const destinationFilters = ['unregistered', 'underReview', 'inForce', ...Object.values(figureOf)] as const;
export type DestinationFilter = (typeof destinationFilters)[number];
export const destinationFilterTitle = (filter: DestinationFilter): string =>
  filter === 'inForce' ? '已生效' : (destinationParts.find(({ key }) => key === filter)?.title ?? filter);

/** Each case that is a reported destination, as `flow state`. */
export const statesInForce: readonly string[] = flowNames.flatMap(flow =>
  [...flowNamed(flow).reported].map(state => `${flow} ${state}`),
);

/** What the case that a graduate holds must be like; null: they hold none. The same rule as the figures have. */
export function heldFor(filter: DestinationFilter): { readonly inForce: boolean; readonly types?: readonly string[] } | null {
  if (filter === 'unregistered') return null;
  if (filter === 'underReview') return { inForce: false };
  if (filter === 'inForce') return { inForce: true };
  const types = destinationTypes.filter(({ statistic }) => figureOf[statistic] === filter).map(({ code }) => code);
  return { inForce: true, types };
}

function placeOf({ held }: Counted): Exclude<keyof DestinationFigures, 'graduates'> {
  if (!held) return 'unregistered';
  if (!flowNamed(held.flow).reported.has(held.state)) return 'underReview';
  return figureOf[findEntry(destinationTypes, held.destinationType)?.statistic ?? 'none'];
}

/** Every graduate is counted once, in the group's total and in one of its parts. */
export function figuresOf(counted: readonly Counted[]): DestinationFigures {
  const figures: { -readonly [K in keyof DestinationFigures]: number } = { ...none };
  for (const one of counted) {
    figures.graduates += one.count;
    figures[placeOf(one)] += one.count;
  }
  return figures;
}

/** Those whose destination is settled (落实), by 协议和合同就业, 自主创业, 灵活就业 or 升学. */
export const settled = ({ agreementContract, entrepreneurship, flexible, furtherStudy }: DestinationFigures): number =>
  agreementContract + entrepreneurship + flexible + furtherStudy;

/** A share in per cent with two decimals, as the authority publishes it; -- for a group without graduates. */
export const percent = (part: number, whole: number): string => (whole === 0 ? '--' : `${((part / whole) * 100).toFixed(2)}%`);
