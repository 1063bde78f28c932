import * as access from '#contract/routes/employer-access.ts';
import * as contract from '#contract/routes/members.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { signInBrowser } from '#server/sessions/index.ts';
import { changeMember } from './change-member.ts';
import { decideOnJoin } from './decide-join.ts';
import { handOverEmployer, readEmployerPeople } from './hand-over.ts';
import { inviteMember } from './invite-member.ts';
import { askToJoin, joinEmployer } from './join-employer.ts';
import { removeMemberSecondFactor } from './remove-second-factor.ts';
import { membersOf, openJoins } from './store.ts';

export function memberRoutes(platform: Platform): Served[] {
  const { database, vault } = platform;
  const phoneOf = (sealed: Buffer | null) => (sealed ? maskPhone(vault.open(sealed)) : '');
  const listMembers = async (employerId: number, self: number | undefined) => {
    const [members, joins] = await Promise.all([
      database.query(membersOf, [employerId]),
      database.query(openJoins, [employerId]),
    ]);
    return {
      members: members.map(({ id, kind, name, phoneSealed, secondFactor, disabledAt, createdAt, lastSeenAt }) => ({
        id,
        name,
        phone: phoneOf(phoneSealed),
        isAdmin: kind === 'employerAdmin',
        isSelf: id === self,
        secondFactor,
        disabledAt,
        createdAt,
        lastSeenAt,
      })),
      joins: joins.map(({ id, name, phoneSealed, state, smsState, createdAt }) => ({
        id,
        name,
        phone: phoneOf(phoneSealed),
        asked: state === 'asked',
        smsFailed: smsState === 'failed' || smsState === 'unknown',
        createdAt,
      })),
    };
  };
  return [
    serve(contract.listMembers, ({ scope, actor }) => withEmployer(scope, id => listMembers(id, actor.accountId))),
    serve(contract.inviteMember, ({ scope, body, actor, key, addressPrefix }) =>
      withEmployer(scope, async employerId => {
        const invited = await inviteMember(platform, { ...body, employerId, actor, key, addressPrefix });
        return isRefused(invited) ? invited : listMembers(employerId, actor.accountId);
      }),
    ),
    serve(contract.decideJoin, ({ scope, params, actor, key, addressPrefix }) =>
      withEmployer(scope, async employerId => {
        const { id: joinId, decision } = params;
        const decided = await decideOnJoin(platform, { employerId, joinId, decision, actor, key, addressPrefix });
        return isRefused(decided) ? decided : listMembers(employerId, actor.accountId);
      }),
    ),
    serve(contract.changeMember, ({ scope, params, actor, key, addressPrefix }) =>
      withEmployer(scope, employerId =>
        changeMember(platform, { employerId, accountId: params.id, change: params.change, actor, key, addressPrefix }),
      ),
    ),
    serve(contract.removeMemberSecondFactor, ({ scope, params, body, actor, key, addressPrefix }) =>
      withEmployer(scope, async employerId => {
        const command = { ...body, employerId, accountId: params.id, actor, key, addressPrefix };
        const removed = await removeMemberSecondFactor(platform, command);
        return isRefused(removed) ? removed : listMembers(employerId, actor.accountId);
      }),
    ),
    serve(contract.joinEmployer, async ask => {
      const joined = await joinEmployer(platform, {
        ...ask.body,
        key: ask.key,
        addressPrefix: ask.addressPrefix,
        sender: ask.sender,
      });
      if (isRefused(joined)) return joined;
      const { accountId, isFirst } = joined;
      // Sent again it signs nobody in: the key of a request is no password.
      if (accountId !== null && isFirst) await signInBrowser(platform, { kind: 'employerStaff', accountId }, ask);
      return { joined: accountId !== null };
    }),
    serve(contract.askToJoin, ({ scope, body, actor, key }) =>
      withEmployer(scope, ownEmployerId => askToJoin(platform, { ...body, ownEmployerId, actor, key })),
    ),
  ];
}

/** What the operator does about the people of an organisation. */
export const handOverRoutes = (platform: Platform): Served[] => [
  serve(access.listEmployerPeople, ({ params }) => readEmployerPeople(platform, params.id)),
  serve(access.handOverEmployer, async ({ params, body, actor, key, addressPrefix }) => {
    const done = await handOverEmployer(platform, { ...body, employerId: params.id, actor, key, addressPrefix });
    return isRefused(done) ? done : readEmployerPeople(platform, params.id);
  }),
];
