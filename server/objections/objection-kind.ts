/** 异议 as the runner of requests reads it: the graduate says what is wrong, the school must answer. */
import { nothingInTheWay } from '#domain/facts.ts';
import { objection } from '#domain/flows/objection.ts';
import type { Platform } from '#server/platform/platform.ts';
import { defineRequest, flowFirst, type Reasoned } from '#server/requests/index.ts';
import { type ListedObjection, lockObjection, objectionAudit, openSaid, writeAnswer } from './store.ts';

interface Answer extends Reasoned {
  readonly text: string;
}

export type ObjectionKind = ReturnType<typeof objectionKind>;
export const objectionKind = ({ vault }: Platform) =>
  defineRequest<ListedObjection, Answer>({
    flow: objection,
    lock: (tx, { id }, scope) => tx.first(...lockObjection(scope, [id])),
    facts: (_tx, _row, now) => nothingInTheWay(now),
    overtaken: flowFirst,
    write: (tx, { row, to, actor, at, given }) =>
      tx.execute(writeAnswer, [
        ...[row.schoolId, row.id, row.version, to.id, actor.accountId, actor.name, at],
        ...[vault.seal(given.text), row.state],
      ]),
    audit: { object: objectionAudit, actions: { submit: 'objection-filed', answer: 'objection-answered' } },
    tells: {
      graduate: {
        to: (_tx, { personId }) => [{ personId }],
        words: ({ row, given }) => ({
          title: '学校已答复您的异议',
          text: `您对「${openSaid(vault, row).about}」提出的异议，学校答复：${given.text}`,
          about: 'objection',
        }),
      },
    },
    refreshesDesks: true,
  });
