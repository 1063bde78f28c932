import { groupsMeant } from '#domain/actions/reasons.ts';
import { isUnemployed, offeredTypes, typeName } from '#domain/codes/destination-types.ts';
import { decide } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { isRefused, refuse, sentenceOf } from '#domain/refusals.ts';
import { mayOpenFile } from '#domain/rules/case-files.ts';
import { marksLeft } from '#domain/rules/field-marks.ts';
import { describeFiles, filesOfCase } from '#server/case-files/index.ts';
import { describeField, type OpenedCase, openForm, refOf, selectHistory } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { voidableHold } from './give-up-hold.ts';
import { evidenceOf } from './offered-types.ts';
import { type Why, whyOf } from './why.ts';

/** What a graduate has filled in so far, and what there is to fill in. A termination has no form of its own. */
export async function draftOf({ database, vault }: Platform, opened: OpenedCase) {
  const { row, form, facts } = opened;
  const whose = [row.schoolId, row.id];
  const [kept, history] = await Promise.all([database.query(filesOfCase, whose), database.query(selectHistory, whose)]);
  const isTermination = row.signingCaseId !== null;
  const why = whyOf(vault, row.flow, history, isTermination);
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const saving = decide(flowNamed(row.flow), kase, 'save', ['graduate'], facts);
  const filled = isTermination ? {} : { ...(row.draftSealed ? openForm(vault, row.draftSealed) : form()) };
  return {
    ref: refOf(row),
    version: row.version,
    destinationType: row.destinationType,
    typeLabel: typeName(row.destinationType),
    fields: isTermination
      ? []
      : destinationFields(row.destinationType, { hukouAtSchool: row.hukouTransferred === true }).map(describeField),
    form: filled,
    evidence: isTermination || row.flow === 'offline-signing' ? null : evidenceOf(row.destinationType),
    files: describeFiles(
      vault,
      kept.filter(file => mayOpenFile(file, ['graduate'])),
    ),
    savedAt: row.updatedAt,
    voidable: isTermination ? null : voidableHold(opened),
    obstacle: isRefused(saving) ? sentenceOf(saving.refused.code, saving.refused.about) : null,
    held: isUnemployed(row.holdDestinationType ?? '') ? null : (facts.hold ?? null),
    why,
    ...marksOf(opened, why, {
      form: filled,
      hasNewFiles: kept.some(({ purpose, submittedSeq }) => purpose === 'evidence' && submittedSeq === null),
    }),
  };
}

interface Filled {
  readonly form: Readonly<Record<string, string>>;
  readonly hasNewFiles: boolean;
}
/** What came back as wrong: the very fields that the reviewer named, as far as they still say the same; else the groups that the reason is about. */
function marksOf(opened: OpenedCase, why: Why | null, { form, hasNewFiles }: Filled) {
  if (why?.kind !== 'refused') return { marked: [], returned: [] };
  const { fields = [] } = why;
  const returned = marksLeft(fields, opened.form(), form, hasNewFiles);
  return { marked: fields.length > 0 ? [] : [...groupsMeant(why.reason)], returned };
}

/** The form of another type, for a reviewer who amends the destination; the types to choose from are those of the same flow. */
export function amendmentOf({ row, form }: OpenedCase, type: string) {
  if (row.flow !== 'other-destination') return refuse('not-found');
  const types = offeredTypes(row.educationLevel, row.trainingMode).filter(({ flow }) => flow === row.flow);
  if (!types.some(({ code }) => code === type)) return refuse('type-does-not-fit');
  return {
    types: types.map(({ code, name }) => ({ code, label: name })),
    fields: destinationFields(type, { hukouAtSchool: row.hukouTransferred === true }).map(describeField),
    form: { ...form() },
  };
}
