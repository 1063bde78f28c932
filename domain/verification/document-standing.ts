/** How a document of ours is found when somebody checks it: by the digest of its bytes, against the case that it was made for. */
import type { DocumentKind } from '../flow/effects.ts';
import type { Place } from '../flow/table.ts';
import { type FlowName, placeOf } from '../flows/all.ts';

export const documentStandings = ['in-force', 'pending', 'superseded', 'ended', 'collection'] as const;
export type DocumentStanding = (typeof documentStandings)[number];

export const documentTitles: Readonly<Record<DocumentKind, string>> = {
  agreement: '电子就业协议书',
  terminationCertificate: '解约证明',
  changeNote: '变更记录',
};

/** What the kind of the case's state says about its agreement. */
const standingOf: Readonly<Record<Place['kind'], DocumentStanding>> = {
  start: 'pending',
  waits: 'pending',
  inForce: 'in-force',
  ends: 'ended',
};

export interface CheckedDocument {
  readonly kind: DocumentKind;
  /** No later version has been made. */
  readonly isLatest: boolean;
  readonly flow: FlowName;
  readonly state: string;
  /** The graduate is no longer on the roster. */
  readonly lapsed: boolean;
}

export function documentStanding({ kind, isLatest, flow, state, lapsed }: CheckedDocument): DocumentStanding {
  if (!isLatest) return 'superseded';
  // They say what happened on a day, and stay true.
  if (kind !== 'agreement') return 'in-force';
  return lapsed ? 'ended' : standingOf[placeOf(flow, state).kind];
}

/** A 登记信息表 as its code is now. */
export interface CheckedForm {
  /** Its code is answered. */
  readonly isLive: boolean;
  /** The same code has a form that was made later. */
  readonly isReplaced: boolean;
  /** The graduate has another code of this kind and purpose that is answered. */
  readonly hasSuccessor: boolean;
}
export function formStanding({ isLive, isReplaced, hasSuccessor }: CheckedForm): DocumentStanding {
  if (isLive && !isReplaced) return 'in-force';
  return isLive || hasSuccessor ? 'superseded' : 'ended';
}

export const standingSentences: Readonly<Record<DocumentStanding, string>> = {
  'in-force': '这是系统出具的现行版本，目前有效。',
  pending: '这是系统出具的现行版本，相关事项仍在办理，尚未生效。',
  superseded: '这是系统出具的文件，但已有更新的版本，请以最新版本为准。',
  ended: '这是系统出具的文件，但相关事项已结束（解约、作废或失效），不再有效。',
  collection:
    '这是学校批量下载的登记信息表合集，由系统出具。其中每一份是否仍然有效，请扫描该份表上的二维码，或用表上的编号核验。',
};
