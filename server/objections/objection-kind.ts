/** 异议 as the runner of requests reads it: the graduate says what is wrong, the school must answer. */
import { objection } from '#domain/flows/objection.ts';
import type { Platform } from '#server/platform/platform.ts';
import { defineRequest, flowFirst, type Reasoned } from '#server/requests/index.ts';
import { factsOfObjection } from './facts.ts';
import { type ListedObjection, lockObjection, objectionAudit, openSaid, waitingIn, writeAnswer } from './store.ts';

interface Answer extends Reasoned {
  readonly text: string;
}

export type ObjectionKind = ReturnType<typeof objectionKind>;
export const objectionKind = ({ vault }: Platform) =>
  defineRequest<ListedObjection, Answer>({
    flow: objection,
    lock: (tx, { id }, scope) => tx.first(...lockObjection(scope, [id])),
    facts: factsOfObjection,
    overtaken: flowFirst,
    write: (tx, { row, to, actor, at, given }) =>
      tx.execute(writeAnswer, [
        ...[row.schoolId, row.id, row.version, to.id, actor.accountId ?? null, actor.name || null, at],
        ...[given ? vault.seal(given.text) : null, row.state],
      ]),
    audit: {
      object: objectionAudit,
      actions: { submit: 'objection-filed', answer: 'objection-answered', close: 'objection-closed' },
    },
    tells: {
      graduate: {
        to: (_tx, { personId }) => [{ personId }],
        words: ({ row, given, to }) => {
          const what = `您对「${openSaid(vault, row).about}」提出的异议`;
          return given
            ? { title: '学校已答复您的异议', text: `${what}，学校答复：${given.text}`, about: `objection:${row.cohort}` }
            : {
                title: `您的异议${to.label}`,
                text: `${what}未在本届办理时间内得到答复，${to.label}。如有疑问，请联系学校就业部门。`,
                about: `objection:${row.cohort}`,
              };
        },
      },
    },
    waitingIn,
    refreshesDesks: true,
  });
