/** Writes the audit into a file that anybody can check without us: `npm run export-audit -- <file>`. See docs/audit.md. */
import { open } from 'node:fs/promises';
import { exportAudit } from '#server/audit/index.ts';
import { openAudit } from './audit-place.ts';

const [path] = process.argv.slice(2);
if (!path) {
  console.error('npm run export-audit -- <file>');
  process.exit(2);
}
const { database, vault, statements, heads, close } = await openAudit();
try {
  const file = await open(path, 'wx');
  try {
    await exportAudit(database, { vault, statements, heads: await heads.lines(), now: new Date() }, text =>
      file.appendFile(text),
    );
    await file.sync();
  } finally {
    await file.close();
  }
  console.log(`已写入 ${path}。核对：node scripts/audit-verifier/verify.mjs ${path} --keys <公钥>`);
} finally {
  await close();
}
