import assert from 'node:assert/strict';
import { test } from 'node:test';
import { senderOf } from './sender-of.ts';

for (const [address, sender] of [
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:2::6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
] as const)
  test(`${address} is ${sender}`, () => assert.equal(senderOf(address), sender));
