/** How requests of the small flows came into their states: scripts that are played through the flows' own tables. */
import { nothingInTheWay } from '#domain/facts.ts';
import { requestFlows } from '#domain/flows/all.ts';
import { type PlayedStep, play, type Script } from './journeys.ts';

const byDepartment: Script = ['submit department'];
const scripts = {
  objection: [['submit graduate'], ['submit graduate', 'answer school']],
  'change-request': [byDepartment, [...byDepartment, 'reject school']],
  'training-mode-change': [
    byDepartment,
    [...byDepartment, 'approve school'],
    [...byDepartment, 'reject school'],
    [...byDepartment, 'discard department'],
    [...byDepartment, 'approve school', 'reject province'],
  ],
  'employer-qualification': [['submit employer'], ['submit employer', 'return qualifier']],
} as const satisfies Readonly<Record<string, readonly Script[]>>;
export type Requested = keyof typeof scripts;
const facts = nothingInTheWay(new Date('2027-03-10T02:00:00Z'));

/** Each with where it ends: one after the other, as many times over as there are rows. */
export const requestJourneys = (flow: Requested): readonly (readonly PlayedStep[])[] =>
  scripts[flow].map(script => play(requestFlows[flow], script, facts));
