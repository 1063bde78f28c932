/** What `npm start` does once everything is installed: database, pages, sandbox, demo data, server; prints addresses and accounts. */
import { fork } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { demoAccounts, demoEmployers, demoGraduates } from '#database/demo/demo.ts';
import { seedDemo } from '#database/seeds/seed-demo.ts';
import { writeSampleRoster } from '#database/seeds/write-sample-roster.ts';
import { demoSmsTemplates } from '#sandbox/demo-templates.ts';
import { startApp } from '#server/app.ts';
import { createLog } from '#server/platform/base/log.ts';
import { prepareDatabase } from '#server/platform/migrations/prepare-database.ts';
import { buildWebIfNeeded } from './build-web.ts';
import { demoConfig } from './demo-config.ts';

const began = performance.now();
const root = fileURLToPath(new URL('../', import.meta.url));
const home = process.env.QUXIANG_HOME ?? join(root, '.data', 'demo');
const port = Number(process.env.PORT ?? 8100);
const sandboxPort = Number(process.env.SANDBOX_PORT ?? port + 1);
const say = (text = ''): void => console.log(text);

/** The outside world, as a process of its own that ends with this one. */
async function startSandboxProcess(): Promise<string> {
  const folder = join(home, 'sandbox');
  const files = { people: join(folder, 'people.json'), templates: join(folder, 'templates.json') };
  await mkdir(folder, { recursive: true });
  await writeFile(files.people, JSON.stringify(demoGraduates), { mode: 0o600 });
  await writeFile(files.templates, JSON.stringify(demoSmsTemplates));
  const env = {
    ...process.env,
    SANDBOX_FOLDER: folder,
    SANDBOX_PEOPLE: files.people,
    SANDBOX_TEMPLATES: files.templates,
    SANDBOX_PORT: String(sandboxPort),
  };
  const child = fork(join(root, 'sandbox', 'main.ts'), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', () => reject(new Error(`演示沙箱没有启动，请检查端口 ${sandboxPort} 是否被占用。`)));
  });
}

async function main(): Promise<void> {
  const log = createLog({ level: process.env.LOG_LEVEL ?? 'warn' });
  const [database, built, sandboxUrl] = await Promise.all([
    prepareDatabase(
      { databaseUrl: process.env.DATABASE_URL, ownerUrl: process.env.DATABASE_OWNER_URL, home: join(home, 'postgres') },
      message => log.warn(message),
    ),
    buildWebIfNeeded(),
    startSandboxProcess(),
    writeSampleRoster(join(home, 'demo', 'sample-roster.xlsx')),
  ]);
  const config = await demoConfig({ home, port, databaseUrl: database.url, sandboxUrl });
  const app = await startApp(config, { log });
  await seedDemo(app.platform.database, app.platform.vault, app.platform.clock.now());
  await app.http.listen({ host: config.host, port });

  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) log.error({ err }, 'stopping after an error');
    await app.close();
    await database.stop();
  });
  printWelcome(config.publicUrl, sandboxUrl, built);
  say(`  病毒扫描：${config.clamd ? '已启用（CLAMD）' : '未启用，上传的文件不做扫描；设置 CLAMD 后启用'}`);
  say();
}

function printWelcome(url: string, sandboxUrl: string, built: boolean): void {
  say();
  say(`  去向 Quxiang 已启动，用时 ${((performance.now() - began) / 1000).toFixed(1)} 秒${built ? '（含构建页面）' : ''}`);
  say();
  say(`  门户            ${url}/`);
  say(`  毕业生（手机）  ${url}/m/`);
  say(`  用人单位        ${url}/desk/employer`);
  say(`  省校管理        ${url}/desk/`);
  say(`  接口文档        ${url}/api-docs`);
  say(`  短信和微信收件箱（沙箱）  ${sandboxUrl}/`);
  say();
  say('  演示账号（均为虚构；登录页可一键填入，动态口令也在其中）');
  for (const { name, login, password, totpSecret } of demoAccounts)
    say(`    ${login.padEnd(16)} ${password.padEnd(18)} ${name}${totpSecret ? '，需动态口令' : ''}`);
  for (const { name, contactMobile, password } of demoEmployers)
    say(`    ${contactMobile.padEnd(16)} ${password.padEnd(18)} 用人单位：${name}`);
  for (const { name, account, password } of demoGraduates)
    say(`    ${account.padEnd(16)} ${password.padEnd(18)} 毕业生（学信网账号）：${name}`);
  say();
  say('  演示从空名单开始。看有数据的工作台，另开终端执行 npm run seed -- school（三万名虚构毕业生，约十秒）');
  say();
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
