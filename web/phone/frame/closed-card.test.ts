import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationsCard } from '#web/phone/destinations/card.ts';
import { wayIntoClosed } from './closed-card.ts';

test('毕业去向填报, closed by the school, leads to 登记记录 and says that it is closed; a module without anything to read leads nowhere', () => {
  const { to, words } = wayIntoClosed(destinationsCard) ?? assert.fail('it leads nowhere');
  assert.equal(to, '/destinations');
  assert.match(words, /^学校尚未开放.*登记记录/);
  assert.equal(wayIntoClosed({ to: '/archives/archive' }), undefined);
  assert.equal(wayIntoClosed(undefined), undefined);
});
