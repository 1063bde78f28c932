import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const main = join(import.meta.dirname, 'main.ts');

test('as a process: tells its address, serves without a people file, and ends with its parent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-sandbox-'));
  const child = fork(main, {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const [{ url }] = await once(child, 'message');
    assert.equal((await fetch(`${url}/chsi/.well-known/openid-configuration`)).status, 200);
    const ended = once(child, 'exit');
    child.disconnect();
    assert.deepEqual(await ended, [0, null]);
  } finally {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  }
});

test('as a process: an open address is refused with a reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-sandbox-'));
  const env = { ...process.env, SANDBOX_PORT: '0', SANDBOX_FOLDER: folder, SANDBOX_HOST: '0.0.0.0' };
  const child = fork(main, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  child.stderr?.on('data', chunk => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  await rm(folder, { recursive: true });
  assert.equal(code, 1);
  assert.match(said, /loopback only/);
});
