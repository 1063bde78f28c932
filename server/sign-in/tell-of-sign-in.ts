/** What people are told of sign-ins to their account: in a browser that it was never used in, and with a recovery code. */
import { createHash } from 'node:crypto';
import { beijingDay, formatBeijing } from '#domain/dates.ts';
import { networkInWords } from '#domain/rules/network.ts';
import { recoveryCodesLeft } from '#server/accounts/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { DeviceOwner } from '#server/sessions/index.ts';

interface NewSession {
  readonly device: string;
  readonly begunFrom: string;
  readonly createdAt: Date;
  /** Somebody who signs in for the first time knows it. */
  readonly isFirst: boolean;
}
const ofAccount = statement<NewSession>(
  'sign-in.new_session_of_account',
  `select s.device, s.begun_from, s.created_at,
     not exists (select from session o where o.account_id = s.account_id and o.id <> s.id)
       and (a.initial_password or a.created_at > s.created_at - interval '30 days') as is_first
   from session s join account a on a.id = s.account_id where s.id = $1`,
);
/** Roster rows mark the first sign-in a moment before its session is made. */
const ofPerson = statement<NewSession>(
  'sign-in.new_session_of_person',
  `select s.device, s.begun_from, s.created_at,
     not exists (select from session o where o.person_id = s.person_id and o.id <> s.id)
       and not exists (
         select from person_cohort k
         join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort
         where k.person_id = s.person_id and g.first_signed_in_at < s.created_at - interval '1 minute') as is_first
   from session s where s.id = $1`,
);

const whatToDo = {
  account: '如非本人操作，请立即修改密码，并在「我的登录会话」中结束该会话。',
  person: '如非本人操作，请在「个人信息」中结束该登录，并修改学信网密码、检查微信绑定。',
} as const;

/** Of the same kind of device on the same network once a day: somebody who never keeps cookies is not told each time. */
export async function tellOfNewDevice({ database, vault }: Platform, owner: DeviceOwner, sessionId: string): Promise<void> {
  const isAccount = 'accountId' in owner;
  const session = await database.first(isAccount ? ofAccount : ofPerson, [sessionId]);
  if (!session || session.isFirst) return;
  const { device, begunFrom, createdAt } = session;
  const kind = createHash('sha256').update(`${device} ${begunFrom}`).digest('hex').slice(0, 16);
  const whose = isAccount ? `account:${owner.accountId}` : `person:${owner.personId}`;
  const where = `${formatBeijing(createdAt, 'minute')} 在新的设备上登录：${device}，${networkInWords(begunFrom)}。`;
  await database.transaction(tx =>
    postMessage(
      tx,
      { vault, now: createdAt },
      {
        eventKey: `new-device:${whose}:${beijingDay(createdAt)}:${kind}`,
        to: owner,
        title: '新设备登录提醒',
        text: `您的账号于 ${where}${isAccount ? whatToDo.account : whatToDo.person}`,
        about: 'sessions',
      },
    ),
  );
}

export async function tellOfRecoveryCode(
  { database, vault, clock }: Platform,
  accountId: number,
  sessionId: string,
): Promise<void> {
  const left = await recoveryCodesLeft(database, accountId);
  const now = clock.now();
  await database.transaction(tx =>
    postMessage(
      tx,
      { vault, now },
      {
        eventKey: `recovery-code:${sessionId}`,
        to: { accountId },
        title: '使用恢复码登录',
        text: `您的账号于 ${formatBeijing(now, 'minute')} 用恢复码登录，还剩 ${left} 个。手机遗失的，请重新绑定动态口令；如非本人操作，请立即修改密码并重新生成恢复码。`,
        about: 'security',
      },
    ),
  );
}
