import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outsideUrls, readConfig } from './config.ts';

const hex = 'ab'.repeat(32);
const least = {
  DATABASE_URL: 'postgres://app@db/quxiang',
  PUBLIC_URL: 'https://quxiang.example/',
  DATA_FOLDER: '/var/lib/quxiang',
  ENCRYPTION_KEYS: `1:${hex}`,
  STATEMENT_KEYS: `1:${hex},2:${'cd'.repeat(32)}`,
  HASH_KEY: hex,
  CHSI_ISSUER: 'https://chsi.example',
  CHSI_CLIENT_ID: 'id',
  CHSI_CLIENT_SECRET: 'secret',
  WECHAT_APP_ID: 'app',
  WECHAT_SECRET: 'secret',
  SMS_ACCESS_KEY_ID: 'id',
  SMS_ACCESS_KEY_SECRET: 'secret',
  SMS_SIGN_NAME: 'name',
  IDENTITY_CHECK_URL: 'https://identity.example',
  IDENTITY_CHECK_KEY: 'key',
};
const store = {
  S3_ENDPOINT: 'https://s3.example',
  S3_REGION: 'cn-east-1',
  S3_BUCKET: 'quxiang',
  S3_ACCESS_KEY_ID: 'AKIA',
  S3_SECRET_ACCESS_KEY: 'secret',
};

test('without a store files lie in the data folder; with one it is read whole, and asked whether it is a sandbox', () => {
  assert.equal(readConfig(least).s3, undefined);
  const config = readConfig({ ...least, ...store, S3_PREFIX: 'files/', S3_PATH_STYLE: 'no' });
  assert.deepEqual(config.s3, {
    ...{ endpoint: 'https://s3.example', region: 'cn-east-1', bucket: 'quxiang', accessKeyId: 'AKIA', secretAccessKey: 'secret' },
    ...{ prefix: 'files/', pathStyle: false },
  });
  assert.ok(outsideUrls(config).includes('https://s3.example'));
});

test('half a store is none: whichever setting is missing is named', () => {
  for (const name of Object.keys(store))
    assert.throws(() => readConfig({ ...least, ...store, [name]: undefined }), new RegExp(`${name}: missing`));
  assert.throws(() => readConfig({ ...least, S3_BUCKET: 'quxiang' }), /S3_ENDPOINT: missing[\s\S]*S3_SECRET_ACCESS_KEY: missing/);
  assert.throws(() => readConfig({ ...least, S3_PREFIX: 'files/' }), /S3_PREFIX/);
  for (const prefix of ['files', '/files/', 'a b/'])
    assert.throws(() => readConfig({ ...least, ...store, S3_PREFIX: prefix }), /S3_PREFIX/);
});

test('statements are signed with a key of their own ring', () => {
  const { statementKeys } = readConfig({ ...least, STATEMENT_KEY: '2' });
  assert.deepEqual(statementKeys, { keys: { 1: hex, 2: 'cd'.repeat(32) }, current: '2' });
  assert.throws(() => readConfig({ ...least, STATEMENT_KEYS: '1:abc' }), /STATEMENT_KEYS: write it as/);
  assert.throws(() => readConfig({ ...least, STATEMENT_KEYS: undefined }), /STATEMENT_KEYS/);
});

test('everything that is missing is named at once', () => {
  assert.throws(() => readConfig({}), /DATABASE_URL[\s\S]*IDENTITY_CHECK_KEY/);
});

test('addresses that browsers and outside parties are reached by are https', () => {
  for (const name of ['PUBLIC_URL', 'CHSI_ISSUER', 'WECHAT_BASE_URL', 'SMS_ENDPOINT', 'IDENTITY_CHECK_URL'])
    assert.throws(() => readConfig({ ...least, [name]: 'http://other.example' }), new RegExp(`${name}: write it as https`));
});

test('a scanner is named by address or path; left out there is none', () => {
  assert.equal(readConfig(least).clamd, undefined);
  assert.deepEqual(readConfig({ ...least, CLAMD: 'tcp://127.0.0.1:3310' }).clamd, { host: '127.0.0.1', port: 3310 });
  assert.throws(() => readConfig({ ...least, CLAMD: '127.0.0.1:3310' }), /CLAMD: write it as/);
});
