/** A log with a tree over it, on a database of its own that its owner may tamper with. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fixedClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { openDatabase, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { createStatements, freshStatementKeys } from '#server/platform/statements/statements.ts';
import { createTestDatabase } from '#server/platform/testing/database.ts';
import { exportWithin } from '../export/export-audit.ts';
import { recordAuditEvent } from '../record-audit-event.ts';
import { sealHistories } from '../seal-histories.ts';
import { createHeadsFile } from '../tree/heads-file.ts';
import { digestOfHistory } from '../tree/history-digest.ts';
import { sealAudit } from '../tree/seal-audit.ts';
import { verifyAudit, verifyWithin } from '../verify/verify-audit.ts';

const verifier = fileURLToPath(new URL('../../../scripts/audit-verifier/verify.mjs', import.meta.url));
const insertStep = unnamed(
  `insert into case_history (school_id, case_id, seq, at, action, by_role, account_id, actor_name, levels, to_state, version, note_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);
const insertSchool = unnamed('insert into school (id, code, name, province_code) values ($1, $2, $3, $4)');
const insertProvince = unnamed('insert into province (code, name) values ($1, $2)');
const drawId = unnamed<{ id: number }>(`select nextval('audit_event_id_seq') as id`);

export type AuditLog = Awaited<ReturnType<typeof startAuditLog>>;

export async function startAuditLog() {
  const place = await createTestDatabase();
  const owner = openDatabase(place.ownerUrl);
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-audit-'));
  const clock = fixedClock('2027-03-10T02:00:00Z');
  const vault = createVault(freshKeyRing());
  const statements = createStatements(freshStatementKeys());
  const { database } = place;
  const platform = { database, statements, vault, clock, publicUrl: 'https://quxiang.example' };
  const heads = createHeadsFile(join(folder, 'audit', 'heads.jws'));
  await owner.execute(insertProvince, ['350000', '福建省']);
  for (const id of [1, 2, 3]) await owner.execute(insertSchool, [id, String(19990 + id), `学校 ${id}`, '350000']);
  let written = 0;

  /** One event; every third is a step of a case, every seventh belongs to no school. */
  const write = (tx: Transaction): Promise<void> => {
    const nth = written++;
    clock.advance(37 + (nth % 11) * 101);
    const at = clock.now();
    const schoolId = (nth % 3) + 1;
    if (nth % 3 !== 0) {
      const detail = nth % 2 === 0 ? { 用途: `核对第 ${nth} 份材料` } : undefined;
      const school = nth % 7 === 0 ? {} : { schoolId };
      const event = { at, ...school, actor: `account:${nth % 9}`, action: 'file-viewed', object: `file:${nth}`, detail };
      return recordAuditEvent(tx, { ...event, addressPrefix: '10.1.2' }, vault);
    }
    return writeStep(tx, nth, schoolId);
  };
  const writeStep = async (tx: Transaction, nth: number, schoolId: number): Promise<void> => {
    const [caseId, seq] = [100 + Math.floor(nth / 12), (nth % 12) + 1];
    const step = {
      ...{ schoolId, caseId, seq, at: clock.now(), action: 'approve', byRole: 'school', accountId: 7, actorName: '司空䶮' },
      ...{
        levels: ['department', 'school'],
        toState: 'signed',
        version: seq,
        noteSealed: vault.seal('同意'),
        evidenceSealed: null,
      },
    };
    const values = [schoolId, caseId, seq, step.at, step.action, step.byRole, 7, step.actorName, step.levels, step.toState, seq];
    await tx.execute(insertStep, [...values, step.noteSealed]);
    const history = digestOfHistory(step, vault);
    const event = { at: step.at, schoolId, actor: 'account:7', action: 'case-moved', object: `case:${schoolId}-${caseId}` };
    await recordAuditEvent(tx, { ...event, detail: { version: seq }, history }, vault);
  };

  const verifying = async () => ({ statements, vault, heads: await heads.lines(), now: clock.now() });
  return {
    ...{ place, owner, database, platform, clock, vault, statements, heads, folder, verifying },
    sealing: { platform, heads },
    write: (count: number) =>
      database.transaction(async tx => {
        for (let nth = 0; nth < count; nth++) await write(tx);
      }),
    /** An id that was drawn and never used, as a rolled back transaction leaves it. */
    skipId: async () => (await database.one(drawId)).id,
    seal: async () => {
      await sealHistories(platform);
      return sealAudit({ platform, heads });
    },
    /** A minute's work, over and over. */
    fill: async (minutes: number, each: number) => {
      for (let nth = 0; nth < minutes; nth++) {
        await database.transaction(async tx => {
          for (let row = 0; row < each; row++) await write(tx);
        });
        clock.advance(60_000);
        await sealHistories(platform);
        await sealAudit({ platform, heads });
      }
    },
    verify: async () => verifyAudit(database, await verifying()),
    /** What both verifiers find in a transaction that is then rolled back. */
    whatIsFound: async (tamper: (tx: Transaction, lines: readonly string[]) => Promise<readonly string[]>) => {
      const untouched = await verifying();
      let found = { ours: [] as readonly string[], theirs: '', status: 0 as number | null };
      const rolledBack = new Error('rolled back');
      await owner
        .transaction(async tx => {
          const lines = { ...untouched, heads: await tamper(tx, untouched.heads) };
          const { findings } = await verifyWithin(tx, lines);
          const exported: string[] = [];
          for await (const some of exportWithin(tx, lines)) exported.push(...some.map(line => JSON.stringify(line)));
          found = {
            ours: findings.map(({ kind, sentence }) => `${kind}: ${sentence}`),
            ...(await checkFile(exported.join('\n'))),
          };
          throw rolledBack;
        })
        .catch(error => {
          if (error !== rolledBack) throw error;
        });
      return found;
    },
    checkFile: (text: string) => checkFile(text),
    stop: async () => {
      await owner.close();
      await place.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };

  /** The second verifier, as its user runs it, with the keys that are published. */
  async function checkFile(text: string) {
    const [file, keys] = [join(folder, 'export.jsonl'), join(folder, 'jwks.json')];
    await writeFile(file, text);
    await writeFile(keys, JSON.stringify({ keys: statements.published }));
    const { status, stdout } = spawnSync(process.execPath, [verifier, file, '--keys', keys], { encoding: 'utf8' });
    return { theirs: stdout, status };
  }
}
