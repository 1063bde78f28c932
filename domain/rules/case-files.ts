/** Which files a case takes. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { FlowName } from '../flows/all.ts';
import type { FilePurpose, Slot } from './file-limits.ts';

/** The flows that ask for it. Of evidence the type says how many kinds; of the others there is one. */
const askedBy: Readonly<Record<FilePurpose, readonly FlowName[]>> = {
  evidence: ['paper-signing', 'other-destination'],
  scan: ['offline-signing'],
  letter: ['offline-termination'],
  help: ['online-termination'],
  change: ['online-signing', 'offline-signing', 'paper-signing', 'other-destination'],
};

interface Place {
  readonly flow: FlowName;
  readonly destinationType: string;
}

/** Whether a case of this flow and type asks for such a file. */
export function isAskedFor({ flow, destinationType }: Place, { purpose, item }: Slot): boolean {
  if (!askedBy[purpose].includes(flow)) return false;
  const kinds = purpose === 'evidence' ? (findEntry(destinationTypes, destinationType)?.evidence.items.length ?? 0) : 1;
  return item >= 0 && item < kinds;
}
