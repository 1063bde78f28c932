import { findEntry } from '#domain/codes/code-table.ts';
import { type DestinationType, destinationTypes, menuGroups, offeredTypes } from '#domain/codes/destination-types.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { typeExplanation } from '#domain/forms/destination-explanations.ts';
import { refuse, sentenceOf } from '#domain/refusals.ts';
import { findGraduate, gatherFacts, snapshotOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

/** What a graduate of this type shows as evidence. */
export const evidenceOf = (code: string) => {
  const evidence = findEntry(destinationTypes, code)?.evidence;
  if (!evidence) return null;
  const items = evidence.items.map(({ name, required }) => ({ name, required }));
  return { mode: evidence.mode, items };
};

const typeInMenu = ({ code, menuLabel, flow, requiredFields }: DestinationType, hukouTransferred: boolean) => ({
  code,
  label: menuLabel,
  flow,
  explanation: typeExplanation(code),
  evidence: evidenceOf(code) ?? { mode: 'none' as const, items: [] },
  archive: requiredFields.includes('archive'),
  hukou: requiredFields.includes('hukou') && hukouTransferred,
});

/** The types that a graduate may choose from, by the groups of the menu, and what forbids to begin one now. */
export async function listOfferedTypes(platform: Platform, graduate: { readonly schoolId: number; readonly graduateId: number }) {
  const { database, vault, clock } = platform;
  const row = await database.first(findGraduate, [graduate.schoolId, graduate.graduateId]);
  if (!row) return refuse('not-found');
  const offered = offeredTypes(row.educationLevel, row.trainingMode);
  const facts = gatherFacts({
    row,
    settings: await getSchoolSettings(database, row.schoolId),
    flow: 'other-destination',
    destinationType: offered[0]?.code ?? '',
    roster: snapshotOf(row, vault, await loadRegions(database)),
    now: clock.now(),
  });
  const [button] = actionsFor(flowNamed('other-destination'), { state: start, levels: [] }, ['graduate'], facts);
  const groups = menuGroups.map(name => ({
    name,
    types: offered.filter(({ menuGroup }) => menuGroup === name).map(type => typeInMenu(type, row.hukouTransferred === true)),
  }));
  return {
    groups: groups.filter(({ types }) => types.length > 0),
    obstacle: button?.obstacle ? sentenceOf(button.obstacle.code, button.obstacle.about) : null,
  };
}
