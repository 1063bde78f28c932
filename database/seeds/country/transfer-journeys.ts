/** What graduates did about archive or hukou: scripts that are played through the flows' own tables. */
import { nothingInTheWay } from '#domain/facts.ts';
import { requestFlows } from '#domain/flows/all.ts';
import { type TransferKind, transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { type PlayedStep, play, type Script } from './journeys.ts';

/** Without a destination that brought a record along, and what came after there was one. */
export type FirstStep = 'nothing' | 'staff' | 'import' | 'request';
export type LaterStep = 'nothing' | 'staff' | 'request';
export interface TransferJourney<First extends string> {
  readonly what: First;
  /** Of a request. */
  readonly steps: readonly PlayedStep[];
}
interface Share<First extends string> {
  readonly what: First;
  readonly script?: Script;
  /** How many in ten thousand; the rest do nothing. */
  readonly weight: number;
}
const asked = (action: 'register' | 'modify', ...more: Script): Script => [`${action} graduate`, ...more];
const first: readonly Share<FirstStep>[] = [
  { what: 'staff', weight: 800 },
  { what: 'import', weight: 1_200 },
  { what: 'request', script: asked('register'), weight: 500 },
  { what: 'request', script: asked('register', 'approve department'), weight: 400 },
  { what: 'request', script: asked('register', 'approve department', 'approve school'), weight: 1_000 },
  { what: 'request', script: asked('register', 'reject department'), weight: 200 },
  { what: 'request', script: asked('register', 'approve department', 'reject school'), weight: 100 },
];
const later: readonly Share<LaterStep>[] = [
  { what: 'staff', weight: 100 },
  { what: 'request', script: asked('modify'), weight: 120 },
  { what: 'request', script: asked('modify', 'approve department'), weight: 100 },
  { what: 'request', script: asked('modify', 'approve department', 'approve school'), weight: 120 },
  { what: 'request', script: asked('modify', 'reject department'), weight: 60 },
];

const facts = nothingInTheWay(new Date('2027-03-10T02:00:00Z'));
function table<First extends string>(kind: TransferKind, shares: readonly Share<First>[]) {
  const flow = requestFlows[transferDetails[kind].flow];
  let sum = 0;
  return shares.map(({ what, script = [], weight }) => {
    sum += weight;
    const isRegistered = script[0] === 'modify graduate';
    return { below: sum, journey: { what, steps: play(flow, script, { ...facts, isRegistered }) } };
  });
}
const byKind = <T>(make: (kind: TransferKind) => T) =>
  ({ archive: make('archive'), hukou: make('hukou') }) satisfies Record<TransferKind, T>;
const tables = { first: byKind(kind => table(kind, first)), later: byKind(kind => table(kind, later)) };
const idle = { what: 'nothing', steps: [] } as const;

/** For a number of 0 … 9999. */
export const firstStep = (kind: TransferKind, drawn: number): TransferJourney<FirstStep> =>
  tables.first[kind].find(({ below }) => drawn < below)?.journey ?? idle;
export const laterStep = (kind: TransferKind, drawn: number): TransferJourney<LaterStep> =>
  tables.later[kind].find(({ below }) => drawn < below)?.journey ?? idle;

/** Where a request ends whose graduate is deleted from the roster. */
export const rejectedByLapse = new Map(
  transferKinds.map(kind => [
    kind,
    play(requestFlows[transferDetails[kind].flow], asked('register', 'lapse system'), facts).at(-1),
  ]),
);

export const allTransferJourneys = (kind: TransferKind): readonly TransferJourney<FirstStep | LaterStep>[] => [
  ...tables.first[kind].map(({ journey }) => journey),
  ...tables.later[kind].map(({ journey }) => journey),
];
