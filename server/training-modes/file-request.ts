/** Another training mode or unit for a graduate is asked for: by a department, or by the school, which files it with the province at once. */
import type { z } from 'zod';
import type { getModeChangeForm } from '#contract/routes/training-modes.ts';
import type { Facts } from '#domain/facts.ts';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import { type TrainingModeChangeForm, unitOf } from '#domain/forms/training-mode-change-form.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type Asking, type Opening, openRequest } from '#server/requests/index.ts';
import {
  type CasesPort,
  dictionariesOf,
  findGraduateRecord,
  type GraduateRecord,
  lockGraduateRecord,
  recordSections,
} from '#server/roster/index.ts';
import { factsOfRequest, isFiledIn, type ModeKind } from './mode-kind.ts';
import { modeRequestsOf } from './read-requests.ts';
import { attachFiles, insertRequest } from './store.ts';

type Form = z.input<(typeof getModeChangeForm)['answer']>;

/** What the roster says now, and what prevents a request for anything else. */
export async function readChangeForm(
  platform: Platform,
  cases: CasesPort,
  { id, scope, actor }: { readonly id: number; readonly scope: Scope; readonly actor: Actor },
): Promise<Form | Refused> {
  const { database, vault } = platform;
  const found = await findGraduateRecord(database, vault, scope, id);
  if (!found) return refuse('not-found');
  const { schoolId, record } = found;
  const { trainingMode: mode, directedUnit, directedRegion, name } = record;
  // Nothing is lost by a request for what there is already: what is left are the obstacles of any request.
  const facts = await factsOfRequest(cases, database, { schoolId, graduateId: id, fromMode: mode, toMode: mode });
  const decision = decide(trainingModeChange, { state: start, levels: [] }, 'submit', rolesOf(actor), facts);
  const isOpen = (await modeRequestsOf(database, schoolId, id)).some(request => request.isOpen);
  const refused = decision.refused ? sentenceOf(decision.refused.code, decision.refused.about) : null;
  const [present] = recordSections(record, await dictionariesOf(platform, database, schoolId)).filter(
    ({ title }) => title === '培养方式',
  );
  return {
    graduateId: id,
    graduateName: name,
    mode,
    unit: directedUnit ?? '',
    region: directedRegion ?? '',
    section: present ?? { title: '培养方式', rows: [] },
    obstacle: refused ?? (isOpen ? sentenceOf('mode-request-open') : null),
    hold: facts.hold?.label ?? null,
  };
}

export interface FileRequest extends Asking {
  readonly graduateId: number;
  readonly form: TrainingModeChangeForm;
}

export async function fileRequest(
  platform: Platform,
  kind: ModeKind,
  cases: CasesPort,
  { graduateId, form, ...asking }: FileRequest,
): Promise<{ ref: string } | Refused> {
  if (form.region && !(await loadRegions(platform.database)).get(form.region)?.leaf)
    return invalidFields({ region: '请选择到最低一级的单位所在地' });
  const filed = await openRequest(platform, kind, opening(platform, cases), { given: { graduateId, form }, ...asking });
  return isRefused(filed) ? filed : { ref: `${filed.schoolId}-${filed.id}` };
}

type Subject = GraduateRecord & { readonly facts: Facts };
const opening = ({ vault }: Platform, cases: CasesPort): Opening<Subject, Pick<FileRequest, 'graduateId' | 'form'>> => ({
  lock: async (tx, { given: { graduateId, form }, scope }) => {
    const found = await lockGraduateRecord(tx, vault, scope, graduateId);
    if (!found) return refuse('not-found');
    const { schoolId, record } = found;
    const { unit, region } = unitOf(form);
    const { trainingMode: mode, directedUnit, directedRegion } = record;
    if (mode === form.mode && directedUnit === unit && directedRegion === region) return refuse('mode-unchanged');
    return { ...found, facts: await factsOfRequest(cases, tx, { schoolId, graduateId, fromMode: mode, toMode: form.mode }) };
  },
  insert: async (tx, { schoolId, record }, { given: { graduateId, form }, action, to, actor, at }) => {
    const { unit, region } = unitOf(form);
    const { id } = await insertRequest(tx, {
      ...{ schoolId, graduateId, state: to.id, accountId: actor.accountId, isFiled: isFiledIn(to), now: at },
      from: { mode: record.trainingMode, unit: record.directedUnit, region: record.directedRegion },
      to: { mode: form.mode, unit, region },
      textSealed: vault.seal(form.text),
    });
    if ((await tx.execute(attachFiles, [schoolId, actor.accountId, form.fileIds, id])) !== new Set(form.fileIds).size)
      return refuse('file-missing');
    return { schoolId, id, detail: { action, to: to.id } };
  },
});
