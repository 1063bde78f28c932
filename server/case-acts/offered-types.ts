import { findEntry } from '#domain/codes/code-table.ts';
import {
  commonFirst,
  type DestinationType,
  destinationTypes,
  directedDestination,
  menuGroups,
  offeredTypes,
  typeName,
} from '#domain/codes/destination-types.ts';
import { trainingMode as modes } from '#domain/codes/training-mode.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { typeExplanation } from '#domain/forms/destination-explanations.ts';
import { refuse, sentenceOf } from '#domain/refusals.ts';
import { findGraduate, gatherFacts, snapshotOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { voidableHold } from './give-up-hold.ts';

/** What a graduate of this type shows as evidence. */
export const evidenceOf = (code: string) => {
  const evidence = findEntry(destinationTypes, code)?.evidence;
  if (!evidence) return null;
  const items = evidence.items.map(({ name, required }) => ({ name, required }));
  return { mode: evidence.mode, items };
};

const typeInMenu = ({ code, name, flow, requiredFields }: DestinationType, hukouTransferred: boolean) => ({
  code,
  label: name,
  flow,
  explanation: typeExplanation(code),
  evidence: evidenceOf(code) ?? { mode: 'none' as const, items: [] },
  archive: requiredFields.includes('archive'),
  hukou: requiredFields.includes('hukou') && hukouTransferred,
});

/** 定向、委培: what there is to do is settled, and it is one thing. */
function directedNote({
  trainingMode,
  directedUnitName,
}: {
  trainingMode: string;
  directedUnitName: string | null;
}): string | null {
  if (findEntry(modes, trainingMode)?.employerFixedFromRoster !== true) return null;
  const unit = directedUnitName ? `「${directedUnitName}」` : '定向、委培单位';
  return `您是定向、委培毕业生，按协议到${unit}就业，只需办理「${typeName(directedDestination)}」；不需要签约码和就业协议书。单位有变化的，请联系学校就业部门。`;
}

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
    types: commonFirst(offered)
      .filter(({ menuGroup }) => menuGroup === name)
      .map(type => typeInMenu(type, row.hukouTransferred === true)),
  }));
  const voidable = voidableHold({ row, facts });
  return {
    groups: groups.filter(({ types }) => types.length > 0),
    obstacle: button?.obstacle ? sentenceOf(button.obstacle.code, button.obstacle.about) : null,
    // 未就业 is given up in the act that hands the other in.
    held: voidable ? null : (facts.hold ?? null),
    voidable,
    directed: directedNote(row),
  };
}
