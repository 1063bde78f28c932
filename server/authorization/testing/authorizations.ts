/** What tests of 核验授权 begin with: graduates whose record is reported, confirmed, authorized. */
import assert from 'node:assert/strict';
import { type Graduate, type Someone, startCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import { type IdentityCheck, IdentityCheckError } from '#server/platform/outside/identity-check.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { contentsOf, findFormGraduate, issueCodes } from '#server/verification/index.ts';

export const summer = '2027-06-10T02:00:00Z';
const base = '/api/graduate/authorization';

export interface KeptCode {
  readonly id: number;
  readonly kind: string;
  readonly purpose: string;
  readonly endReason: string | null;
}
const keptCodes = unnamed<KeptCode>(
  'select id, kind, purpose, end_reason from verification_code where school_id = $1 and graduate_id = $2 order by id',
);
const keys = unnamed<{ count: number }>(
  `select count(*)::int as count from verification_key k join verification_code c on c.school_id = k.school_id and c.id = k.code_id
   where c.graduate_id = $1`,
);

export type TestAuthorizations = Awaited<ReturnType<typeof startAuthorizations>>;
export async function startAuthorizations(more: Parameters<typeof startCases>[0] = {}) {
  const identity = { down: false, asked: 0, answer: 'match' as Awaited<ReturnType<IdentityCheck>> };
  const identityCheck: IdentityCheck = async () => {
    identity.asked += 1;
    if (identity.down) throw new IdentityCheckError('timeout');
    return identity.answer;
  };
  const on = await startCases({ ...more, outside: { identityCheck, ...more.outside } });
  const flow = await startFlows(on);
  const employer = await on.makeEmployer({ name: '厦门𬭎海数据技术有限公司' });

  const read = async (who: Someone) => flow.passed(await on.send(who, 'GET', base)).json();
  const identify = (who: Someone, name: string, documentNumber: string) =>
    on.send(who, 'POST', `${base}/identity`, { name, documentNumber });
  const prove = async (who: Graduate) => flow.passed(await identify(who, who.name, who.idNumber)).json();
  async function confirm(who: Someone): Promise<void> {
    const { seen } = flow.passed(await on.send(who, 'GET', '/api/graduate/confirmation')).json();
    flow.passed(await on.send(who, 'POST', '/api/graduate/confirmation', { answer: 'right', seen }));
  }
  const signed = async (who: Graduate): Promise<string> => {
    const ref = await flow.signedOnline(employer, who);
    await on.drain();
    return ref;
  };
  const authorize = (who: Someone, kinds: readonly string[] = ['archive'], lastDay = '2027-12-31', key?: string) =>
    on.send(who, 'POST', `${base}/codes`, { kinds, lastDay }, key ? { key } : {});
  const code = (who: Someone, id: number, path = '') => on.send(who, 'GET', `${base}/codes/${id}${path}`);
  const end = (who: Someone, id: number) => on.send(who, 'POST', `${base}/codes/${id}/end`);

  /** Reported and confirmed. */
  async function confirmed(more: object = {}): Promise<{ readonly who: Graduate; readonly ref: string }> {
    const who = await on.graduate({ hukouTransferred: true, name: '欧阳𬭎㛃', ...more });
    const ref = await signed(who);
    await confirm(who);
    return { who, ref };
  }
  async function authorized(kinds: readonly string[] = ['archive', 'hukou'], more: object = {}) {
    const { who, ref } = await confirmed(more);
    await prove(who);
    const { ids } = flow.passed(await authorize(who, kinds)).json();
    assert.equal(ids.length, kinds.length);
    return { who, ref, ids };
  }
  /** A code of the school for each kind, beside the graduate's own. */
  async function withTransferCodes({ schoolId, graduateId }: Graduate): Promise<void> {
    const graduate = await findFormGraduate(on.database, { schoolId, graduateId });
    assert.ok(graduate);
    const now = on.clock.now();
    const expiresAt = new Date('2028-03-31T16:00:00Z');
    const issues = contentsOf(graduate, await on.registry.read(graduate)).map(one => ({ graduateId, ...one, expiresAt }));
    await on.database.transaction(tx => issueCodes(tx, on.vault, { schoolId, purpose: 'transfer', issues, accountId: 1, now }));
  }
  const kept = ({ schoolId, graduateId }: Graduate) => on.database.query(keptCodes, [schoolId, graduateId]);
  const ends = async (who: Graduate): Promise<string[]> =>
    (await kept(who)).map(({ kind, purpose, endReason }) => `${purpose} ${kind} ${endReason}`).toSorted();
  const keysOf = async ({ graduateId }: Graduate): Promise<number> => (await on.database.one(keys, [graduateId])).count;
  return {
    ...{ on, flow, employer, identity, read, identify, prove, confirm, confirmed, signed, authorize, authorized, code, end },
    ...{ withTransferCodes, kept, ends, keysOf },
  };
}
