/** Which files a case takes. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { FlowName } from '../flow-names.ts';
import type { Role } from '../roles.ts';
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
/** The files that are deleted when the years of evidence are over: by purpose and flow. */
export const passingEvidence: readonly { readonly purpose: FilePurpose; readonly flow: FlowName }[] = filePurposes.flatMap(
  purpose => askedBy[purpose].filter(flow => !signedOnPaper[purpose]?.includes(flow)).map(flow => ({ purpose, flow })),
);

interface FiledFor {
  readonly flow: FlowName;
  readonly destinationType: string;
}

/** Whether a case of this flow and type asks for such a file. */
export function isAskedFor({ flow, destinationType }: FiledFor, { purpose, item }: Slot): boolean {
  if (!askedBy[purpose].includes(flow)) return false;
  const kinds = purpose === 'evidence' ? (findEntry(destinationTypes, destinationType)?.evidence.items.length ?? 0) : 1;
  return item >= 0 && item < kinds;
}

/** What is known of a file of a case. */
export interface Kept {
  readonly purpose: FilePurpose;
  /** The step of the history that it was handed in with; null before. */
  readonly submittedSeq: number | null;
  /** By the link that was sent to the employer. */
  readonly byAgent: boolean;
}

/** Files of the staff: what the school gathered while it helped, and what a department filed with a request. All others belong to the parties. */
const ofStaff: readonly FilePurpose[] = ['help', 'change'];
/** For people with an account. Before it is handed in, a file is seen only by the graduate or the agent who uploaded it. */
export function mayOpenFile({ purpose, submittedSeq, byAgent }: Kept, roles: readonly Role[]): boolean {
  if (ofStaff.includes(purpose)) return roles.includes('school') || roles.includes('department');
  return submittedSeq !== null || (roles.includes('graduate') && !byAgent);
}

/** Each submission has files of its own: those of an earlier one stay as they are, and do not count against the limit. */
const ofOneSubmission: readonly FilePurpose[] = ['change', 'scan'];
export const isFiled = ({ purpose, submittedSeq }: Kept): boolean => ofOneSubmission.includes(purpose) && submittedSeq !== null;

/** The files that somebody is about to hand in: agent and graduate each see their own. */
export const gathered = <File extends Kept>(files: readonly File[], purpose: FilePurpose, byAgent: boolean): File[] =>
  files.filter(file => file.purpose === purpose && !isFiled(file) && file.byAgent === byAgent);

/** Whether a scan was replaced by a later one: it no longer counts. */
export function isEarlier(file: Kept, files: readonly Kept[]): boolean {
  const last = Math.max(0, ...files.map(({ purpose, submittedSeq }) => (purpose === 'scan' ? (submittedSeq ?? 0) : 0)));
  return file.purpose === 'scan' && file.submittedSeq !== null && file.submittedSeq < last;
}

/** Whether a type's evidence is complete: one file for every required item, or one file for any item. */
export function evidenceIsThere(destinationType: string, files: readonly { readonly item: number | null }[]): boolean {
  const type = findEntry(destinationTypes, destinationType);
  const evidence = type?.evidence ?? { mode: 'none', items: [] };
  // The agreement of an offline signing is reviewed before there is a scan to show.
  if (evidence.mode === 'none' || type?.flow === 'offline-signing') return true;
  const required = evidence.items.flatMap((item, index) => (item.required ? [index] : []));
  if (required.length === 0) return true;
  const has = (index: number): boolean => files.some(({ item }) => (item ?? 0) === index);
  return evidence.mode === 'anyOf' ? files.length > 0 : required.every(has);
}
