/** Which files a case takes. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { FlowName } from '../flows/all.ts';
import { type FilePurpose, filePurposes, type Slot } from './file-limits.ts';

/** The flows that ask for it. Of evidence the type says how many kinds; of the others there is one. */
const askedBy: Readonly<Record<FilePurpose, readonly FlowName[]>> = {
  evidence: ['paper-signing', 'other-destination'],
  scan: ['offline-signing'],
  letter: ['offline-termination'],
  help: ['online-termination'],
  change: ['online-signing', 'offline-signing', 'paper-signing', 'other-destination'],
};

/** What was signed on paper is the agreement, or the release from it, itself: it stays when what only proves is deleted. */
const signedOnPaper: Readonly<Partial<Record<FilePurpose, readonly FlowName[]>>> = {
  evidence: ['paper-signing'],
  scan: ['offline-signing'],
  letter: ['offline-termination'],
};
/** Which files go when the years of evidence are over: by purpose and flow. */
export const passingEvidence: readonly { readonly purpose: FilePurpose; readonly flow: FlowName }[] = filePurposes.flatMap(
  purpose => askedBy[purpose].filter(flow => !signedOnPaper[purpose]?.includes(flow)).map(flow => ({ purpose, flow })),
);

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
