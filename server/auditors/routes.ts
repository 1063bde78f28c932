import * as contract from '#contract/routes/auditors.ts';
import { nothingInTheWay } from '#domain/facts.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { auditorAppointment } from '#domain/flows/auditor-appointment.ts';
import { isRefused, sentenceOf } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { hashPassword, makeInitialPassword } from '#server/accounts/index.ts';
import { actorKey } from '#server/audit/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { moveRequest, openRequest } from '#server/requests/index.ts';
import { auditorKind, factsFor, type Password } from './auditor-kind.ts';
import { initialPassword, insertAuditor, insertStep, listAuditors } from './store.ts';

async function readAuditors({ database, clock }: Platform, actor: Actor) {
  const rows = await database.query(listAuditors);
  return {
    auditors: rows.map(({ state, accountId: _, proposedBy, ...row }) => {
      const place = auditorAppointment.places.get(state);
      if (!place) throw new Error(`flow ${auditorAppointment.name} has no state ${state}`);
      const facts = factsFor(clock.now(), { proposedBy }, actor);
      return {
        ...row,
        label: place.label,
        tone: place.tone,
        actions: actionsFor(auditorAppointment, { state, levels: [] }, rolesOf(actor), facts).map(
          ({ action, word, asks, obstacle }) => ({
            ...{ action, word, asks: asks ?? null },
            obstacle: obstacle ? { code: obstacle.code, sentence: sentenceOf(obstacle.code, obstacle.about) } : null,
          }),
        ),
      };
    }),
  };
}

async function newPassword({ vault }: Platform, actor: Actor): Promise<Password> {
  const password = makeInitialPassword();
  return { hash: await hashPassword(password, { sender: actorKey(actor), known: true }), sealed: vault.seal(password) };
}

export const auditorRoutes = (platform: Platform): Served[] => [
  serve(contract.listAuditors, ({ actor }) => readAuditors(platform, actor)),
  serve(contract.proposeAuditor, async ({ body, actor, scope, key, addressPrefix }) => {
    const opening = {
      lock: async () => ({ facts: nothingInTheWay(platform.clock.now()) }),
      insert: async (tx, _subject, { to, at, version, action }) => {
        const { id } = await tx.one(insertAuditor, [to.id, body.login, body.name, actor.accountId, at]);
        await tx.execute(insertStep, [id, version, at, action, actor.accountId, to.id]);
        return { schoolId: null, id, detail: { login: body.login, state: to.label } };
      },
    } satisfies Parameters<typeof openRequest>[2];
    const command = { actor, scope, key, addressPrefix, given: body };
    const { keep: _, ...kind } = auditorKind(platform, actor);
    const opened = await openRequest(platform, kind, opening, command);
    return isRefused(opened) ? opened : ok;
  }),
  serve(contract.actOnAuditor, async ({ params: { id, act }, body: { version }, actor, scope, key, addressPrefix }) => {
    const kind = auditorKind(platform, actor, act === 'approve' ? await newPassword(platform, actor) : undefined);
    const command = { ref: { schoolId: null, id }, action: act, version, given: {}, actor, scope, key, addressPrefix };
    const moved = await moveRequest(platform, kind, command);
    if (isRefused(moved)) return moved;
    // From the row, so that the same command sent again tells the same password.
    const kept = act === 'approve' ? await platform.database.first(initialPassword, [id, actor.accountId]) : undefined;
    if (!kept?.passwordSealed) return { login: null, password: null, passwordUntil: null };
    return { login: kept.login, password: platform.vault.open(kept.passwordSealed), passwordUntil: kept.until };
  }),
];
