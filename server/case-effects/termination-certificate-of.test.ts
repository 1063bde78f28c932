import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findOpenedCase } from '#server/cases/index.ts';
import { type Graduate, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { documentsOfCase } from '#server/documents/index.ts';
import { everything } from '#server/platform/scope/everything.ts';
import { terminationCertificateOf } from './termination-certificate-of.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases({ press: true });
  flow = await startFlows(on);
});
after(() => on.stop());

async function certificateOf(ref: string) {
  const [schoolId = 0, caseId = 0] = ref.split('-').map(Number);
  const opened = await findOpenedCase(on.platform, on.database, { schoolId, caseId }, everything);
  const [document] = await on.database.query(documentsOfCase, [schoolId, caseId]);
  assert.ok(opened && document);
  return terminationCertificateOf(on.platform, on.press, opened, document);
}
/** Ended on paper, with a letter. */
async function endedOnPaper(who: Graduate, signing: string): Promise<string> {
  const { ref } = flow.passed(await flow.terminate(who, signing)).json();
  await flow.enclose(ref, 'letter');
  flow.passed(await on.act(who, ref, 'submit', { reason: '个人原因', text: '双方已沟通' }));
  return flow.approved(ref);
}

test('it says how the parties signed, not how they ended it', async () => {
  const [one, other, third] = [await on.graduate(), await on.graduate(), await on.graduate()];
  const offline = await certificateOf(await endedOnPaper(one, await flow.signedOffline(one)));
  assert.equal(offline.kind, '线下签约');
  const onPaper = await certificateOf(await endedOnPaper(other, await flow.approved(await flow.submitted(other, '10.03'))));
  assert.equal(onPaper.kind, '补登');
  const employer = await on.makeEmployer();
  const signing = await flow.signedOnline(employer, third);
  const { ref } = flow.passed(await flow.terminate(third, signing, { reason: '个人原因', text: '双方已沟通' })).json();
  flow.passed(await on.act(employer, ref, 'accept'));
  const online = await certificateOf(await flow.approved(ref));
  assert.deepEqual([online.kind, online.employerName], ['线上签约', employer.name]);
});
