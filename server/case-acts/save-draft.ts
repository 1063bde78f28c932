/** A draft saves itself: what was typed so far, complete or not. No step in the history; nobody but its owner has seen it. */
import { z } from 'zod';
import { decide } from '#domain/flow/decide.ts';
import { flowNamed, placeOf } from '#domain/flows/all.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { alreadyMoved, type CaseRef, headlineOf, lockOpenedCase, saveForm, saveTyped } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';

/** Longer than any field may be when it is submitted: what is too long is said then, not lost now. */
const typed = z.record(z.string(), z.string().max(4000));

export interface SaveDraft {
  readonly ref: CaseRef;
  readonly version: number;
  readonly form: unknown;
  readonly actor: Actor;
  readonly scope: Scope;
}

export async function saveDraft(
  platform: Platform,
  { ref, version, form, actor, scope }: SaveDraft,
): Promise<{ version: number } | Refused> {
  const { database, vault, clock } = platform;
  const given = typed.safeParse(form);
  if (!given.success) return refuse('invalid-input');
  return database.transaction(async tx => {
    const opened = await lockOpenedCase(platform, tx, ref, scope);
    if (!opened) return refuse('not-found');
    const { row, facts } = opened;
    if (row.version !== version) return alreadyMoved(tx, row, rolesOf(actor));
    const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
    const decision = decide(flowNamed(row.flow), kase, 'save', rolesOf(actor), facts);
    if (isRefused(decision)) return decision;
    const known = new Set(destinationFields(row.destinationType, { hukouAtSchool: true }).map(({ key }) => key));
    const kept = Object.fromEntries(Object.entries(given.data).filter(([key]) => known.has(key)));
    const whole = { ...kept, ...unitOf(row.destinationType, row) };
    // Others have read what was handed in: they read it until this is handed in too.
    if (!placeOf(row.flow, row.state).unseen)
      return tx.one(saveTyped, [row.schoolId, row.id, version, vault.sealJson(whole), clock.now()]);
    // A termination is named by its signing.
    const { employerName, uscc, jobTitle } = row.signingCaseId === null ? headlineOf(row.destinationType, whole) : row;
    const values = [row.schoolId, row.id, version, vault.sealJson(whole), employerName, uscc, jobTitle, clock.now()];
    return tx.one(saveForm, values);
  });
}
