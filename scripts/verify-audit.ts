/**
 * Checks the whole audit against the file of its heads: `npm run verify-audit`. Reads only; ends with 0 when all is in order, with 1 when
 * something is found. With the server's environment, or beside `npm start`.
 */
import { proofsBeside, verifyAudit } from '#server/audit/index.ts';
import { openAudit } from './audit-place.ts';

const { database, vault, statements, heads, close } = await openAudit();
const began = performance.now();
try {
  const witnessed = await proofsBeside(heads).lines();
  const verifying = { vault, statements, heads: await heads.lines(), witnessed, now: new Date() };
  const { findings, count, ...seen } = await verifyAudit(database, verifying);
  console.log(`树头文件 ${heads.path}`);
  console.log(
    `已核对：树中 ${seen.size} 条记录，${seen.heads} 个树头，${seen.witnessed} 个时间戳，${seen.steps} 步办理记录，${seen.rows} 条其他历史记录；另有 ${seen.waiting} 条等待封存。`,
  );
  for (const { sentence } of findings) console.log(`  ✗ ${sentence}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(count === 0 ? `一切相符，用时 ${seconds} 秒。` : `发现 ${count} 处问题，用时 ${seconds} 秒。`);
  process.exitCode = count === 0 ? 0 : 1;
} finally {
  await close();
}
