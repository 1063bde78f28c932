import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SandboxOptions, startSandbox } from './start-sandbox.ts';

export const ayiguli = {
  account: '13900000001',
  password: 'demo-Pass-1',
  name: '阿依古丽·买买提',
  idNumber: '65310120020304122X',
  phone: '13900000001',
  email: 'ayiguli@example.edu.cn',
  wechatOpenid: 'o-demo-ayiguli',
};

/** A sandbox of a test's own, on a port and in a folder of its own, with one person. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'quxiang-sandbox-')));
  const peopleFile = join(folder, 'people.json');
  await writeFile(peopleFile, JSON.stringify([ayiguli]));
  const sandbox = await startSandbox({ port: 0, folder, peopleFile, ...options });

  async function order(fault: Record<string, unknown>): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${sandbox.url}/control`, { method: 'POST', headers, body: JSON.stringify(fault) });
    if (status !== 200) throw new Error(`control: HTTP ${status}`);
  }
  async function inbox(
    query = '',
  ): Promise<{ text: string; to: string; id: string; result: string; requests: number; sent: number }[]> {
    const { messages } = await (await fetch(`${sandbox.url}/inbox.json${query}`)).json();
    return messages;
  }
  async function remove(): Promise<void> {
    await sandbox.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return { ...sandbox, folder, order, inbox, remove };
}
