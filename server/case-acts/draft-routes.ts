import * as contract from '#contract/routes/drafts.ts';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes, menuGroups, offeredTypes } from '#domain/codes/destination-types.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { typeExplanation } from '#domain/forms/destination-explanations.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { isRefused, refuse, sentenceOf } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { isFiled, mayOpenFile } from '#domain/rules/case-files.ts';
import {
  describeFiles,
  filesOfCase,
  findCaseFile,
  mayGather,
  removeCaseFile,
  uploadCaseFile,
  whileItStands,
} from '#server/case-files/index.ts';
import { describeField, findGraduate, findOpenedCase, gatherFacts, parseRef, refOf, snapshotOf } from '#server/cases/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { requestTermination } from './request-termination.ts';
import { saveDraft } from './save-draft.ts';
import { startCase } from './start-case.ts';

const evidenceOf = (code: string) => {
  const evidence = findEntry(destinationTypes, code)?.evidence;
  if (!evidence) return null;
  const items = evidence.items.map(({ name, required }) => ({ name, required }));
  return { mode: evidence.mode, items };
};
const labelOfType = (code: string): string => findEntry(destinationTypes, code)?.menuLabel ?? code;

/** What graduates fill in: types, drafts, files; and the beginning of a termination by either party. */
export function draftRoutes(platform: Platform): Served[] {
  const { database, vault, clock, files } = platform;
  return [
    serve(contract.listDestinationTypes, async ({ actor }) => {
      const { graduate } = actor;
      const row = graduate && (await database.first(findGraduate, [graduate.schoolId, graduate.graduateId]));
      if (!row) return refuse('not-found');
      const offered = offeredTypes(row.educationLevel, row.trainingMode);
      const roster = snapshotOf(row, vault, await loadRegions(database));
      const facts = gatherFacts({
        row,
        settings: await getSchoolSettings(database, row.schoolId),
        flow: 'other-destination',
        destinationType: offered[0]?.code ?? '',
        roster,
        now: clock.now(),
      });
      const [button] = actionsFor(flowNamed('other-destination'), { state: start, levels: [] }, ['graduate'], facts);
      return {
        groups: menuGroups
          .map(name => ({
            name,
            types: offered
              .filter(({ menuGroup }) => menuGroup === name)
              .map(({ code, menuLabel, flow, requiredFields }) => ({
                code,
                label: menuLabel,
                flow,
                explanation: typeExplanation(code),
                evidence: evidenceOf(code) ?? { mode: 'none' as const, items: [] },
                archive: requiredFields.includes('archive'),
                hukou: requiredFields.includes('hukou') && row.hukouTransferred === true,
              })),
          }))
          .filter(({ types }) => types.length > 0),
        obstacle: button?.obstacle ? sentenceOf(button.obstacle.code, button.obstacle.about) : null,
      };
    }),
    serve(contract.startCase, async ({ body, actor, key, addressPrefix }) =>
      startCase(platform, { ...body, actor, key, addressPrefix }),
    ),
    serve(contract.getDraft, async ({ params, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      if (!opened) return refuse('not-found');
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
        form: isTermination ? {} : { ...form() },
        evidence: isTermination || row.flow === 'offline-signing' ? null : evidenceOf(row.destinationType),
        files: describeFiles(
          vault,
          kept.filter(file => mayOpenFile(file, ['graduate'])),
        ),
        savedAt: row.updatedAt,
      };
    }),
    serve(contract.putDraft, async ({ params, body, actor, scope }) => {
      const saved = await saveDraft(platform, { ref: parseRef(params.ref), ...body, actor, scope });
      return isRefused(saved) ? saved : { ...saved, savedAt: clock.now() };
    }),
    serve(contract.requestTermination, async ({ params, body, actor, scope, key, addressPrefix }) =>
      requestTermination(platform, { ref: parseRef(params.ref), ...body, actor, scope, key, addressPrefix }),
    ),
    serve(contract.uploadCaseFile, async ({ params, file, actor, scope }) => {
      const { ref, purpose, item } = params;
      const opened = await findOpenedCase(platform, database, parseRef(ref), scope);
      if (!opened) return refuse('not-found');
      return (
        mayGather(opened, purpose, rolesOf(actor)) ??
        uploadCaseFile(platform, { opened, purpose, item, name: file.name, by: actor.name }, file.stream)
      );
    }),
    serve(contract.deleteCaseFile, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      const file = opened && (await database.first(findCaseFile, [opened.row.schoolId, opened.row.id, params.id]));
      if (!opened || !file || !mayOpenFile(file, rolesOf(actor))) return refuse('not-found');
      const closed = isFiled(file) ? refuse('not-possible-here') : mayGather(opened, file.purpose, rolesOf(actor));
      if (closed) return closed;
      return whileItStands(database, opened.row, async tx => {
        await tx.execute(removeCaseFile, [opened.row.schoolId, opened.row.id, file.id, clock.now()]);
        return ok;
      });
    }),
    serve(contract.downloadCaseFile, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      const file = opened && (await database.first(findCaseFile, [opened.row.schoolId, opened.row.id, params.id]));
      if (!file || !mayOpenFile(file, rolesOf(actor))) return refuse('not-found');
      const isShown = params.size === 'shown';
      const mediaType = isShown ? 'image/jpeg' : file.mediaType;
      const stored = isShown ? file.shownFileId : file.evidenceFileId;
      if (!stored) return refuse('file-deleted');
      return {
        stream: await files.get(stored),
        mediaType,
        fileName: `${file.purpose}-${file.id}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}`,
        inline: true,
      };
    }),
    serve(contract.getAmendment, async ({ params, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      if (opened?.row.flow !== 'other-destination') return refuse('not-found');
      const { row, form } = opened;
      const types = offeredTypes(row.educationLevel, row.trainingMode).filter(({ flow }) => flow === row.flow);
      if (!types.some(({ code }) => code === params.type)) return refuse('type-does-not-fit');
      return {
        types: types.map(({ code, menuLabel }) => ({ code, label: menuLabel })),
        fields: destinationFields(params.type, { hukouAtSchool: row.hukouTransferred === true }).map(describeField),
        form: { ...form() },
      };
    }),
  ];
}
