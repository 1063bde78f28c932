/** 异议: a graduate objects to an entry of their record, or to what is in none; the school must answer. */
import { z } from 'zod';
import type { objectionPage } from '#contract/routes/records.ts';
import { nothingInTheWay } from '#domain/facts.ts';
import { actionsFor, decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { objection } from '#domain/flows/objection.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Vault } from '#server/platform/crypto.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { once } from '#server/platform/once.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Scope } from '#server/platform/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { findEntry, type Whose } from './record-entries.ts';
import { findObjection, insertObjection, type ListedObjection, lockObjection, type ObjectionRow, writeAnswer } from './store.ts';

const filed = z.object({ id: z.number() });
/** As it is sealed: what it is about, as it read then, and what is said. */
const content = z.object({ about: z.string(), text: z.string() });
const inGeneral = '登记记录（未指明某一条）';
const longest = 1000;

/** What is wrong with a text, if anything. */
function faultOf(text: string, what: string): Refused | undefined {
  if (text === '') return invalidFields({ text: `请填写${what}` });
  return [...text].length > longest ? invalidFields({ text: `${what}最多 ${longest} 个字，请精简` }) : undefined;
}

export function placeOf(state: string) {
  const place = objection.places.get(state);
  if (!place) throw new Error(`an objection has no state ${state}`);
  return place;
}

export interface FileObjection {
  readonly whose: Whose;
  readonly about: string | null;
  readonly text: string;
  readonly actor: Actor;
  readonly key: string;
}

export async function fileObjection(
  platform: Platform,
  registry: EmploymentRegistry,
  { whose, about, text, actor, key }: FileObjection,
): Promise<{ id: number } | Refused> {
  const { database, vault, clock } = platform;
  const said = text.trim();
  const fault = faultOf(said, '异议内容');
  if (fault) return fault;
  const entry = about === null ? undefined : await findEntry(platform, registry, whose, about);
  if (about !== null && !entry) return refuse('not-found');
  const now = clock.now();
  return once(database, { actor: actorKey(actor), key, content: ['objection', about, said], now }, filed.parse, async tx => {
    const decision = decide(objection, { state: start, levels: [] }, 'submit', ['graduate'], nothingInTheWay(now));
    if (isRefused(decision)) return decision;
    const sealed = vault.sealJson({ about: entry ? `${entry.kind}：${entry.title}` : inGeneral, text: said });
    const inserted = await tx.first(insertObjection, [whose.schoolId, whose.graduateId, about, decision.to.id, sealed, now]);
    if (!inserted) return refuse('objection-open');
    await tx.notify('desk', String(whose.schoolId));
    return inserted;
  });
}

/** What both sides read of one. */
export function describeObjection(vault: Vault, row: ObjectionRow) {
  const { about, text } = content.parse(vault.openJson(row.objectionSealed));
  const { label, tone } = placeOf(row.state);
  return {
    id: row.id,
    label,
    tone,
    about,
    text,
    filedAt: row.filedAt,
    answer: row.answerSealed ? vault.open(row.answerSealed) : null,
    answeredAt: row.answeredAt,
  };
}
export const describeListed = (vault: Vault, row: ListedObjection) => ({
  ...describeObjection(vault, row),
  graduateName: row.graduateName,
  studentNumber: row.studentNumber ?? '',
  departmentName: row.departmentName,
});

const isSchool = ({ kind }: Actor): boolean => kind === 'school' || kind === 'schoolAdmin';
const rolesOf = (actor: Actor): readonly Role[] => (isSchool(actor) ? ['school'] : ['department']);

export async function readObjection(
  platform: Platform,
  registry: EmploymentRegistry,
  id: number,
  actor: Actor,
  scope: Scope,
): Promise<z.input<typeof objectionPage> | Refused> {
  const { database, vault, clock } = platform;
  const row = await database.first(...findObjection(scope, [id]));
  if (!row) return refuse('not-found');
  const buttons = actionsFor(objection, { state: row.state, levels: [] }, rolesOf(actor), nothingInTheWay(clock.now()));
  return {
    ...describeListed(vault, row),
    version: row.version,
    entry: row.about === null ? null : ((await findEntry(platform, registry, row, row.about)) ?? null),
    answeredBy: row.answeredByName,
    mayAnswer: buttons.some(({ action }) => action === 'answer'),
  };
}

export interface AnswerObjection {
  readonly id: number;
  readonly version: number;
  readonly text: string;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}
const answered = z.object({ state: z.string() });

export async function answerObjection(platform: Platform, command: AnswerObjection): Promise<{ state: string } | Refused> {
  const { id, version, actor, scope, key, addressPrefix } = command;
  const { database, vault, clock } = platform;
  const said = command.text.trim();
  const fault = faultOf(said, '答复内容');
  if (fault) return fault;
  const now = clock.now();
  const sent = { actor: actorKey(actor), key, content: ['answer-objection', id, version, said], now };
  return once(database, sent, answered.parse, async tx => {
    const row = await tx.first(...lockObjection(scope, [id]));
    if (!row) return refuse('not-found');
    const decision = decide(objection, { state: row.state, levels: [] }, 'answer', rolesOf(actor), nothingInTheWay(now));
    if (isRefused(decision)) return decision;
    if (row.version !== version) return refuse('changed-meanwhile');
    const values = [row.schoolId, id, version, decision.to.id, actor.accountId, actor.name, now, vault.seal(said)];
    await tx.execute(writeAnswer, values);
    const object = `objection:${row.schoolId}-${id}`;
    const event = {
      at: now,
      schoolId: row.schoolId,
      actor: actorKey(actor),
      action: 'objection-answered',
      object,
      addressPrefix,
    } as const;
    await recordAuditEvent(tx, event, vault);
    await postMessage(
      tx,
      { vault, now },
      {
        eventKey: object,
        to: { personId: row.personId },
        title: '学校已答复您的异议',
        text: `您对「${content.parse(vault.openJson(row.objectionSealed)).about}」提出的异议，学校答复：${said}`,
      },
    );
    await tx.notify('desk', String(row.schoolId));
    return { state: decision.to.id };
  });
}
