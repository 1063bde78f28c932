/** A graduate objects to an entry of their record, or to what is in none; the school answers. */
import { type Refused, refuse } from '#domain/refusals.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { findEntry } from '#server/records/index.ts';
import type { EmploymentRegistry, Whose } from '#server/registry/index.ts';
import { type Asking, type Moved, moveRequest, type Opened, openRequest } from '#server/requests/index.ts';
import { factsOfObjection } from './facts.ts';
import type { ObjectionKind } from './objection-kind.ts';
import { findCohort, insertObjection } from './store.ts';

const inGeneral = '登记记录（未指明某一条）';
const longest = 1000;

/** What is wrong with a text, if anything. */
function faultOf(text: string, what: string): Refused | undefined {
  if (text === '') return invalidFields({ text: `请填写${what}` });
  return [...text].length > longest ? invalidFields({ text: `${what}最多 ${longest} 个字，请精简` }) : undefined;
}

export interface FileObjection extends Asking {
  readonly whose: Whose;
  readonly about: string | null;
  readonly text: string;
}
export async function fileObjection(
  platform: Platform,
  kind: ObjectionKind,
  registry: EmploymentRegistry,
  { whose, about, text: typed, ...asking }: FileObjection,
): Promise<Opened | Refused> {
  const text = typed.trim();
  const fault = faultOf(text, '异议内容');
  if (fault) return fault;
  const entry = about === null ? undefined : await findEntry(platform, registry, whose, about);
  if (about !== null && !entry) return refuse('not-found');
  const { vault, clock } = platform;
  const said = { about: entry ? `${entry.kind}：${entry.title}` : inGeneral, text };
  return openRequest(
    platform,
    kind,
    {
      lock: async tx => {
        const graduate = await tx.first(findCohort, [whose.schoolId, whose.graduateId]);
        if (!graduate) return refuse('not-found');
        return { facts: await factsOfObjection(tx, { schoolId: whose.schoolId, ...graduate }, clock.now()) };
      },
      insert: async (tx, _, { to, at }) => {
        const { schoolId, graduateId } = whose;
        const row = await tx.first(insertObjection, [schoolId, graduateId, about, to.id, vault.sealJson(said), at]);
        return row ? { schoolId, id: row.id } : refuse('objection-open');
      },
    },
    { given: { about, said }, ...asking },
  );
}

export interface AnswerObjection extends Asking {
  readonly id: number;
  readonly version: number;
  readonly text: string;
}
export async function answerObjection(
  platform: Platform,
  kind: ObjectionKind,
  { id, version, text: typed, ...asking }: AnswerObjection,
): Promise<Moved | Refused> {
  const text = typed.trim();
  const ref = { schoolId: schoolOf(asking.scope).schoolId, id };
  return faultOf(text, '答复内容') ?? moveRequest(platform, kind, { ref, action: 'answer', version, given: { text }, ...asking });
}
