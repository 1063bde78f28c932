import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameOrganisation } from './organisation-name.ts';

test('an organisation is the same however its name is spelled, and another with another name', () => {
  assert.ok(isSameOrganisation('厦门海豚（福建）有限公司', ' 厦门海豚(福建) 有限公司'));
  assert.ok(isSameOrganisation('ＡＢＣ科技', 'abc科技'));
  assert.ok(!isSameOrganisation('厦门海豚有限公司', '厦门海豚集团有限公司'));
});
