/** Graduates of whom a destination is reported, and the desk that issues their codes. */

import type { PartContent } from '#domain/reported/parts.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Graduate, type Someone, startCases } from '#server/cases/testing/cases.ts';
import { undoConfirmations } from '#server/confirmation/index.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { destination } from './contents.ts';

export async function startDesk(more: Parameters<typeof startCases>[0] = {}) {
  const on = await startCases(more);
  const { database, vault, clock, registry } = on;
  let version = 0;
  async function report({ schoolId, graduateId }: Pick<Graduate, 'schoolId' | 'graduateId'>, content: PartContent = destination) {
    version += 1;
    const { employerName = '' } = content;
    const whose = { schoolId, graduateId, caseId: graduateId, version, destinationType: '10.01', employerName, uscc: '' };
    await registry.write({ ...whose, content, now: clock.now() });
    await database.transaction(tx =>
      undoConfirmations(tx, vault, { schoolId, graduateIds: [graduateId], change: 'reported', now: clock.now() }),
    );
  }
  async function reportPart(
    { schoolId, graduateId }: Pick<Graduate, 'schoolId' | 'graduateId'>,
    part: TransferKind,
    content: PartContent,
  ) {
    version += 1;
    await registry.writePart({ schoolId, graduateId, part, version, content, note: null, now: clock.now() });
  }
  const get = async (who: Someone, path: string) => (await on.send(who, 'GET', `/api/verification/${path}`)).json();
  /** Starts a generation and works it off; answers what came of it. */
  async function generate(who: Someone, kind: TransferKind, filter: object = {}) {
    const begun = await on.send(who, 'POST', `/api/verification/${kind}/generations`, filter);
    if (begun.statusCode !== 200) return begun.json();
    const faults = await on.drain();
    return { faults, ...(await get(who, `${kind}/generations/${begun.json().id}`)) };
  }
  const codes = () =>
    database.query(
      unnamed<{ graduateId: number; kind: string; endReason: string | null; formNumber: string }>(
        'select graduate_id, kind, end_reason, form_number from verification_code order by id',
      ),
    );
  return { ...on, report, reportPart, get, generate, codes };
}
