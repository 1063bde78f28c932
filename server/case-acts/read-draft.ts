import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes, offeredTypes } from '#domain/codes/destination-types.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { refuse } from '#domain/refusals.ts';
import { mayOpenFile } from '#domain/rules/case-files.ts';
import { describeFiles, filesOfCase } from '#server/case-files/index.ts';
import { describeField, type OpenedCase, openForm, refOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { voidableHold } from './give-up-hold.ts';
import { evidenceOf } from './offered-types.ts';

const labelOfType = (code: string): string => findEntry(destinationTypes, code)?.menuLabel ?? code;

/** What a graduate has filled in so far, and what there is to fill in. A termination has no form of its own. */
export async function draftOf({ database, vault }: Platform, opened: OpenedCase) {
  const { row, form } = opened;
  const kept = await database.query(filesOfCase, [row.schoolId, row.id]);
  const isTermination = row.signingCaseId !== null;
  return {
    ref: refOf(row),
    version: row.version,
    destinationType: row.destinationType,
    typeLabel: labelOfType(row.destinationType),
    fields: isTermination
      ? []
      : destinationFields(row.destinationType, { hukouAtSchool: row.hukouTransferred === true }).map(describeField),
    form: isTermination ? {} : { ...(row.draftSealed ? openForm(vault, row.draftSealed) : form()) },
    evidence: isTermination || row.flow === 'offline-signing' ? null : evidenceOf(row.destinationType),
    files: describeFiles(
      vault,
      kept.filter(file => mayOpenFile(file, ['graduate'])),
    ),
    savedAt: row.updatedAt,
    voidable: isTermination ? null : voidableHold(opened),
  };
}

/** The form of another type, for a reviewer who amends the destination; the types to choose from are those of the same flow. */
export function amendmentOf({ row, form }: OpenedCase, type: string) {
  if (row.flow !== 'other-destination') return refuse('not-found');
  const types = offeredTypes(row.educationLevel, row.trainingMode).filter(({ flow }) => flow === row.flow);
  if (!types.some(({ code }) => code === type)) return refuse('type-does-not-fit');
  return {
    types: types.map(({ code, menuLabel }) => ({ code, label: menuLabel })),
    fields: destinationFields(type, { hukouAtSchool: row.hukouTransferred === true }).map(describeField),
    form: { ...form() },
  };
}
