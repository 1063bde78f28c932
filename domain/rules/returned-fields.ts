/** A return that names fields: which may be named, and the sentence that is proposed for each. */
import { type Action, actions } from '../actions/all.ts';
import type { Topic } from '../actions/row.ts';
import { findEntry } from '../codes/code-table.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import type { FlowName } from '../flow-names.ts';
import { archiveGroup } from '../forms/archive.ts';
import { destinationFields } from '../forms/destination-fields.ts';
import type { FieldKind, FormField } from '../forms/form-field.ts';
import { hukouGroup } from '../forms/hukou.ts';
import { filesMark } from './field-marks.ts';

export interface FieldToReturn {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  /** What is proposed to be said of it. */
  readonly sentence: string;
}

const filesGroup = '证明材料';

/** Where the graduate fills in a form again, and whether evidence belongs to it. */
const places: readonly { readonly flow: FlowName; readonly topic: Topic | null; readonly withFiles: boolean }[] = [
  { flow: 'other-destination', topic: null, withFiles: true },
  { flow: 'paper-signing', topic: null, withFiles: true },
  { flow: 'offline-signing', topic: 'agreement', withFiles: false },
];

const ofKey: Readonly<Record<string, string>> = { uscc: '与证照不一致，请与单位核对后改正' };
const ofGroup: Readonly<Record<string, string>> = {
  [archiveGroup]: '有误，请与接收单位核对后改正',
  [hukouGroup]: '有误，请与迁入地核对后改正',
};
const ofKind: Readonly<Partial<Record<FieldKind, string>>> = {
  phone: '有误或无法接通，请核对后改正',
  email: '有误，请核对后改正',
  region: '与实际不符，请选择到区县',
};
const againstProof = '与证明材料不一致，请按材料改正';
const againstFacts = '填写有误，请核对后改正';

function sentenceFor({ key, label, group, kind }: FormField, withFiles: boolean): string {
  return `${label}${ofKey[key] ?? ofGroup[group] ?? ofKind[kind] ?? (withFiles ? againstProof : againstFacts)}`;
}

interface At {
  readonly action: Action;
  readonly flow: FlowName;
  readonly topic: Topic | null;
  readonly destinationType: string;
  readonly hukouAtSchool: boolean;
  /** As it was handed in: what is missing is asked for. */
  readonly form: Readonly<Record<string, string>>;
}
/** In the order of the graduate's screen; none where the action names none. */
export function fieldsToReturn({ action, flow, topic, destinationType, hukouAtSchool, form }: At): readonly FieldToReturn[] {
  const place = places.find(one => one.flow === flow && one.topic === topic);
  if (!actions[action].namesFields || !place) return [];
  const withFiles = place.withFiles && findEntry(destinationTypes, destinationType)?.evidence.mode !== 'none';
  const fields = destinationFields(destinationType, { hukouAtSchool })
    .filter(({ fixed }) => !fixed)
    .map(field => ({
      key: field.key,
      label: field.label,
      group: field.group,
      sentence: form[field.key] ? sentenceFor(field, withFiles) : `请补填${field.label}`,
    }));
  const files = { key: filesMark, label: filesGroup, group: filesGroup, sentence: `${filesGroup}不清晰或不完整，请重新上传` };
  return withFiles ? [...fields, files] : fields;
}
