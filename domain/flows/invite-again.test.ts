import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayInviteAgain } from './invite-again.ts';
import { onlineSigning } from './online-signing.ts';

test('an invitation that was declined, recalled or has run out may be sent again, and nothing else', () => {
  const labels = [...onlineSigning.places.values()]
    .filter(({ id: state }) => mayInviteAgain({ flow: 'online-signing', state }))
    .map(({ label }) => label);
  assert.deepEqual(labels, ['学生已拒绝签约', '邀请已失效（逾期未应约）', '单位已撤回邀请']);
  assert.equal(mayInviteAgain({ flow: 'online-termination', state: 'declined' }), false);
});
