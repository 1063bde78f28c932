/** Which files a case takes. */
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes, type Evidence } from '../codes/destination-types.ts';
import type { FlowName } from '../flow-names.ts';
import type { Level, Role } from '../roles.ts';
import { type FilePurpose, filePurposes, type Slot } from './file-limits.ts';

/** The flows that ask for it. Of evidence the type says how many kinds; of the others there is one. */
const askedBy: Readonly<Record<FilePurpose, readonly FlowName[]>> = {
  evidence: ['paper-signing', 'other-destination'],
  scan: ['offline-signing'],
  letter: ['offline-termination'],
  help: ['online-termination'],
  change: ['online-signing', 'offline-signing', 'paper-signing', 'other-destination'],
  correction: ['other-destination'],
  // Gathered before there is a termination, at the signing.
  grounds: ['online-signing', 'online-termination'],
};

/** What was signed on paper is the agreement, or the release from it, itself: it stays when what only proves is deleted. */
const signedOnPaper: Readonly<Partial<Record<FilePurpose, readonly FlowName[]>>> = {
  evidence: ['paper-signing'],
  scan: ['offline-signing'],
  letter: ['offline-termination'],
};
/** Evidence of the type to which the school is about to correct a destination: the case still has another type, so type and item are one number. */
const itemsOfType = 10;
export const correctionItem = (destinationType: string, item: number): number =>
  destinationTypes.findIndex(({ code }) => code === destinationType) * itemsOfType + item;
/** The item that such a number means of this type, if it is of this type. */
export function itemOfCorrection(destinationType: string, asked: number | null): number | undefined {
  const item = (asked ?? -1) - correctionItem(destinationType, 0);
  return item >= 0 && item < evidenceOf(destinationType).items.length ? item : undefined;
}

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
  if (purpose === 'correction')
    return destinationTypes.some(({ code, ...type }) => type.flow === flow && itemOfCorrection(code, item) !== undefined);
  const kinds = purpose === 'evidence' ? (findEntry(destinationTypes, destinationType)?.evidence.items.length ?? 0) : 1;
  return item >= 0 && item < kinds;
}

/** What is known of a file of a case. */
export interface Kept {
  readonly purpose: FilePurpose;
  /** The step of the history that it was handed in with; null before. */
  readonly submittedSeq: number | null;
  /** Of the employer's side: by the link that was sent to it, or by its account. */
  readonly byAgent: boolean;
}

/** What a reviewer has added may be taken back by the same level alone, and nobody else's by a reviewer. */
export const mayTakeBack = (
  { purpose, byLevel }: Pick<Kept, 'purpose'> & { readonly byLevel: Level | null },
  roles: readonly Role[],
): boolean => purpose !== 'evidence' || (byLevel === null ? roles.includes('graduate') : roles.includes(byLevel));

/** Files of the staff: what the school gathered while it helped or for a correction, and what a department filed with a request. All others belong to the parties. */
const ofStaff: readonly FilePurpose[] = ['help', 'change', 'correction'];
/** For people with an account. Before it is handed in, a file is seen only by the side that uploaded it. */
export function mayOpenFile({ purpose, submittedSeq, byAgent }: Kept, roles: readonly Role[]): boolean {
  if (ofStaff.includes(purpose)) return roles.includes('school') || roles.includes('department');
  if (submittedSeq !== null) return true;
  // An agent has no account: what came by the link waits for nobody's eyes but theirs.
  return byAgent ? purpose === 'grounds' && roles.includes('employer') : roles.includes('graduate');
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

const noEvidence: Evidence = { mode: 'none', items: [] };
function evidenceOf(destinationType: string): Evidence {
  const type = findEntry(destinationTypes, destinationType);
  // The agreement of an offline signing is reviewed before there is a scan to show.
  return type === undefined || type.flow === 'offline-signing' ? noEvidence : type.evidence;
}

/** The name of the kind of evidence that a file was given as; undefined of any other file. */
export const evidenceName = (
  destinationType: string,
  { purpose, item }: Pick<Kept, 'purpose'> & { readonly item: number | null },
) => (purpose === 'evidence' && item !== null ? evidenceOf(destinationType).items[item]?.name : undefined);

/** The items of a type's evidence that are still to be given: every required one, or, where any will do, one of those named. */
export function missingEvidence(destinationType: string, given: readonly number[]): readonly string[] {
  const { mode, items } = evidenceOf(destinationType);
  const required = items.flatMap(({ name, required }, item) => (required ? [{ name, item }] : []));
  if (mode === 'none' || required.length === 0) return [];
  if (mode === 'anyOf') return given.some(item => item in items) ? [] : [required.map(({ name }) => name).join('，或')];
  return required.flatMap(({ name, item }) => (given.includes(item) ? [] : [name]));
}

/** Whether a type's evidence is complete. A file without an item was given for another type, and proves nothing of this one. */
export const evidenceIsThere = (destinationType: string, files: readonly { readonly item: number | null }[]): boolean =>
  missingEvidence(
    destinationType,
    files.flatMap(({ item }) => item ?? []),
  ).length === 0;

/** Where an item of one type's evidence belongs among those of another: under the same name, or nowhere. */
export function itemsCarriedOver(from: string, to: string): readonly { readonly from: number; readonly to: number }[] {
  const there = evidenceOf(to).items;
  return evidenceOf(from).items.flatMap(({ name }, item) => {
    const found = there.findIndex(other => other.name === name);
    return found < 0 ? [] : [{ from: item, to: found }];
  });
}
