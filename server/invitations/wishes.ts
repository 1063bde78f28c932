/** 请单位线上邀请我: a graduate asks a certified employer for an invitation, and the employer finds the request on its desk. */
import { z } from 'zod';
import { dayLength } from '#domain/dates.ts';
import { groupInvitationCode } from '#domain/identifiers/invitation-code.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { accountsOfEmployer, findEmployerByUscc } from '#server/employers/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { codeForInvitation } from './invitation-codes.ts';

type Own = NonNullable<Actor['graduate']>;
/** Of one graduate: each is a message to somebody who did not ask for it. */
const openAtMost = 5;
/** Older ones are past: the graduate may ask again. */
const shownFor = 30 * dayLength;

const putWish = statement(
  'invitations.put_wish',
  `insert into invitation_wish as w (employer_id, school_id, graduate_id, made_at) values ($1, $2, $3, $4)
   on conflict (employer_id, school_id, graduate_id) do update set made_at = excluded.made_at, ended_at = null
   where w.ended_at is not null or w.made_at < $5`,
);
const endWish = statement(
  'invitations.end_wish',
  `update invitation_wish set ended_at = $4 where employer_id = $1 and school_id = $2 and graduate_id = $3 and ended_at is null`,
);
/** Relies on invitation_wish_of_graduate. */
const ownWishes = statement<{ uscc: string; name: string; madeAt: Date }>(
  'invitations.own_wishes',
  `select e.uscc, e.name, w.made_at from invitation_wish w join employer e on e.id = w.employer_id
   where w.school_id = $1 and w.graduate_id = $2 and w.ended_at is null and w.made_at >= $3 order by w.made_at desc`,
);
interface Wish {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly personId: number;
  readonly name: string;
  readonly schoolName: string;
  readonly cohort: number;
  readonly madeAt: Date;
}
/** Those that nothing has followed: who was invited since is on the list of invitations. */
const wishesOfEmployer = statement<Wish>(
  'invitations.wishes_of_employer',
  `select w.school_id, w.graduate_id, g.person_id, g.name, s.name as school_name, g.cohort, w.made_at
   from invitation_wish w join graduate g on g.school_id = w.school_id and g.id = w.graduate_id join school s on s.id = w.school_id
   where w.employer_id = $1 and w.ended_at is null and w.made_at >= $2 and g.lapsed_at is null
     and not exists (select from destination_case c where c.school_id = w.school_id and c.graduate_id = w.graduate_id
       and c.employer_id = w.employer_id and c.created_at >= w.made_at)
   order by w.made_at limit 200`,
);
const since = ({ clock }: Pick<Platform, 'clock'>): Date => new Date(clock.now().getTime() - shownFor);

export const listOwnWishes = async (platform: Platform, { schoolId, graduateId }: Own) => ({
  wishes: await platform.database.query(ownWishes, [schoolId, graduateId, since(platform)]),
});

export const listWishes = async (platform: Platform, employerId: number) => {
  const rows = await platform.database.query(wishesOfEmployer, [employerId, since(platform)]);
  return {
    rows: rows.map(({ schoolId, graduateId, name, schoolName, cohort, madeAt }) => ({
      ref: `${schoolId}-${graduateId}`,
      ...{ name, schoolName, cohort, madeAt },
    })),
  };
};

interface OwnWish {
  readonly own: Own;
  readonly uscc: string;
  readonly actor: Actor;
  readonly key: string;
}
const done = z.object({ done: z.literal(true) });

export async function makeWish(platform: Platform, { own, uscc, actor, key }: OwnWish) {
  const { database, vault, clock } = platform;
  const now = clock.now();
  const content = ['invitation-wish', uscc];
  return once(
    database,
    { actor: actorKey(actor), key, content, now },
    done.parse,
    async (tx): Promise<{ done: true } | Refused> => {
      const employer = await findEmployerByUscc(tx, uscc);
      if (!employer?.qualifiedAt) return refuse('employer-not-registered');
      const open = await tx.query(ownWishes, [own.schoolId, own.graduateId, since(platform)]);
      if (open.some(wish => wish.uscc === uscc)) return { done: true };
      if (open.length >= openAtMost) return refuse('wishes-used-up', { limit: openAtMost });
      await tx.execute(putWish, [employer.id, own.schoolId, own.graduateId, now, since(platform)]);
      for (const { id } of await tx.query(accountsOfEmployer, [employer.id]))
        await postMessage(
          tx,
          { vault, now },
          {
            eventKey: `wish-${employer.id}-${own.schoolId}-${own.graduateId}-${now.getTime()}`,
            to: { accountId: id },
            title: '毕业生请贵单位线上邀请签约',
            text: `${actor.name ?? '一位毕业生'}请贵单位发送签约邀请。请在「邀约请求」中查看，确认录用后发出邀请。`,
            about: 'wishes',
          },
        );
      return { done: true };
    },
  );
}

export async function withdrawWish({ database, clock }: Platform, { own, uscc }: Pick<OwnWish, 'own' | 'uscc'>) {
  const employer = await findEmployerByUscc(database, uscc);
  if (employer) await database.execute(endWish, [employer.id, own.schoolId, own.graduateId, clock.now()]);
}

interface OfWish {
  readonly employerId: number;
  readonly schoolId: number;
  readonly graduateId: number;
  readonly actor: Actor;
  readonly addressPrefix: string;
}
const findWish = async (platform: Platform, { employerId, schoolId, graduateId }: OfWish) =>
  (await platform.database.query(wishesOfEmployer, [employerId, since(platform)])).find(
    wish => wish.schoolId === schoolId && wish.graduateId === graduateId,
  );

/** 发出邀请: the graduate's 签约码 for the employer that they asked; with it the form is filled as if they had told it. */
export async function codeOfWish(platform: Platform, of: OfWish): Promise<{ readonly code: string } | Refused> {
  if (!(await findWish(platform, of))) return refuse('not-found');
  const code = await codeForInvitation(platform, of);
  return typeof code === 'string' ? { code: groupInvitationCode(code) } : code;
}

/** The employer sets it aside, and the graduate is told. */
export async function setWishAside(platform: Platform, of: OfWish): Promise<Refused | undefined> {
  const { database, vault, clock } = platform;
  const wish = await findWish(platform, of);
  if (!wish) return refuse('not-found');
  const { employerId, schoolId, graduateId, actor, addressPrefix } = of;
  const now = clock.now();
  await database.transaction(async tx => {
    if ((await tx.execute(endWish, [employerId, schoolId, graduateId, now])) === 0) return;
    const object = `graduate:${schoolId}-${graduateId}`;
    await recordAuditEvent(
      tx,
      { at: now, schoolId, actor: actorKey(actor), action: 'wish-set-aside', object, addressPrefix },
      vault,
    );
    await postMessage(
      tx,
      { vault, now },
      {
        eventKey: `wish-aside-${employerId}-${schoolId}-${graduateId}-${now.getTime()}`,
        to: { personId: wish.personId },
        title: '单位暂不发送线上邀请',
        text: '您请单位线上邀请的请求未被接受。请与单位联系人确认，或采用线下签约。',
        about: `destinations:${wish.cohort}`,
      },
    );
  });
  return undefined;
}
