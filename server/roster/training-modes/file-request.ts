/** A department or the school asks the province to change a graduate's training mode or unit. */
import { z } from 'zod';
import type { getModeChangeForm } from '#contract/routes/training-modes.ts';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import { type TrainingModeChangeForm, unitOf } from '#domain/forms/training-mode-change-form.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Transaction, violatedConstraint } from '#server/platform/postgres.ts';
import { loadRegions } from '#server/platform/regions.ts';
import type { Scope } from '#server/platform/scope.ts';
import type { CasesPort } from '../cases-port.ts';
import { recordSections } from '../field-words.ts';
import { dictionariesOf } from '../graduate-page.ts';
import { findGraduateRecord, lockGraduateRecord } from '../graduate-record.ts';
import { factsOfRequest, rolesOf } from './move-request.ts';
import { modeRequestsOf } from './read-requests.ts';
import { attachFiles, insertRequest, insertStep } from './store.ts';

type Form = z.input<(typeof getModeChangeForm)['answer']>;

/** What the roster says now, and what stands in the way of asking for anything else. */
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

export interface FileRequest {
  readonly graduateId: number;
  readonly form: TrainingModeChangeForm;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const filed = z.object({ ref: z.string() });

export async function fileRequest(
  platform: Platform,
  cases: CasesPort,
  command: FileRequest,
): Promise<z.output<typeof filed> | Refused> {
  const { database, clock } = platform;
  const { graduateId, form, actor, key } = command;
  if (form.region && !(await loadRegions(database)).get(form.region)?.leaf)
    return invalidFields({ region: '请选择到最低一级的单位所在地' });
  const content = ['file-mode-request', graduateId, form];
  try {
    return await once(database, { actor: actorKey(actor), key, content, now: clock.now() }, filed.parse, tx =>
      file(platform, cases, tx, command),
    );
  } catch (error) {
    if (violatedConstraint(error) === 'training_mode_request_one_open') return refuse('mode-request-open');
    throw error;
  }
}

async function file(
  { vault, clock }: Platform,
  cases: CasesPort,
  tx: Transaction,
  { graduateId, form, actor, scope, addressPrefix }: FileRequest,
): Promise<z.output<typeof filed> | Refused> {
  const now = clock.now();
  const found = await lockGraduateRecord(tx, vault, scope, graduateId);
  if (!found) return refuse('not-found');
  const { schoolId, record } = found;
  const { unit, region } = unitOf(form);
  const { trainingMode: mode, directedUnit, directedRegion } = record;
  if (mode === form.mode && directedUnit === unit && directedRegion === region) return refuse('mode-unchanged');
  const facts = await factsOfRequest(cases, tx, { schoolId, graduateId, fromMode: mode, toMode: form.mode });
  const decision = decide(trainingModeChange, { state: start, levels: [] }, 'submit', rolesOf(actor), facts);
  if (decision.refused) return { refused: decision.refused, instead: decision.instead };
  const { to, by } = decision;
  const wanted = [form.mode, unit, region];
  const { id } = await tx.one(insertRequest, [
    ...[schoolId, graduateId, to.id, mode, directedUnit, directedRegion],
    ...[...wanted, vault.seal(form.text), actor.accountId, now],
  ]);
  if ((await tx.execute(attachFiles, [schoolId, actor.accountId, form.fileIds, id])) !== new Set(form.fileIds).size)
    return refuse('file-missing');
  await tx.execute(insertStep, [schoolId, id, 1, now, 'submit', by, actor.accountId, to.id, null]);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'mode-change-moved',
    object: `mode-request:${schoolId}-${id}`,
    addressPrefix,
    detail: { action: 'submit', to: to.id },
  } as const;
  await recordAuditEvent(tx, event, vault);
  return { ref: `${schoolId}-${id}` };
}
