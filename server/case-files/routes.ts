import * as contract from '#contract/routes/uploads.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { findOpenedCase, parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { addingLevel, isOfEmployer, mayGather } from './upload-case-file.ts';
import {
  appendPiece,
  beginUpload,
  finishUpload,
  openUpload,
  takenBefore,
  unfinishedUploads,
  uploadStanding,
} from './upload-in-pieces.ts';

/** Files of a case in pieces, for people who may take the step that the files are for. */
export function uploadRoutes(platform: Platform): Served[] {
  const { database } = platform;

  /** The case within the actor's scope, and the actor's own upload of it. */
  async function find({
    params: { ref, id },
    actor,
    scope,
  }: {
    params: { ref: string; id: string };
    actor: Actor;
    scope: Scope;
  }) {
    const opened = await findOpenedCase(platform, database, parseRef(ref), scope);
    const row = opened && (await openUpload(platform, { opened, owner: actorKey(actor) }, id));
    return opened && row ? { opened, row } : refuse('not-found');
  }
  return [
    serve(contract.beginUpload, async ({ params, body, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      if (!opened) return refuse('not-found');
      const byLevel = addingLevel(body.purpose, actor);
      const gathering = { ...body, opened, by: actor.name, sender: actorKey(actor), byLevel, byAgent: isOfEmployer(actor) };
      return mayGather(opened, body.purpose, rolesOf(actor)) ?? beginUpload(platform, gathering, body, actorKey(actor));
    }),
    serve(contract.listUploads, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      return opened ? unfinishedUploads(platform, { opened, owner: actorKey(actor) }) : refuse('not-found');
    }),
    serve(contract.getUpload, async ask => {
      const found = await find(ask);
      return isRefused(found) ? found : uploadStanding(platform, found.row);
    }),
    serve(contract.putPiece, async ask => {
      const found = await find(ask);
      return isRefused(found) ? found : appendPiece(platform, found.row, ask.params.offset, ask.file.stream);
    }),
    serve(contract.finishUpload, async ask => {
      const found = await find(ask);
      if (isRefused(found)) return found;
      const { opened, row } = found;
      const { purpose, item, nameSealed } = row;
      const gathering = {
        opened,
        purpose,
        item,
        name: platform.vault.open(nameSealed),
        by: ask.actor.name,
        sender: actorKey(ask.actor),
        byLevel: addingLevel(purpose, ask.actor),
        byAgent: isOfEmployer(ask.actor),
      };
      return (
        (await takenBefore(platform, row)) ??
        mayGather(opened, purpose, rolesOf(ask.actor)) ??
        finishUpload(platform, row, gathering)
      );
    }),
  ];
}
