import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalQuery, signAcs3 } from './acs3-signature.ts';

test("the signature is the one of Alibaba Cloud's published example", () => {
  const headers = signAcs3(
    {
      method: 'POST',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      path: '/',
      query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
      action: 'RunInstances',
      version: '2014-05-26',
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    },
    'YourAccessKeyId',
    'YourAccessKeySecret',
  );
  assert.match(headers.authorization ?? '', /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/);
});

test('parameters are sorted and encoded by RFC 3986', () => {
  assert.equal(canonicalQuery({ b: "a b!'()*~", A: '㛃' }), 'A=%E3%9B%83&b=a%20b%21%27%28%29%2A~');
});
