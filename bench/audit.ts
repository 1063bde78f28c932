// Random tamperings with the audit, each to be found by both verifiers; then what sealing 100,000 rows costs, and checking them.
// npm run bench -- audit; or node scripts/node.mjs bench/audit.ts [tamperings] [rows] [seed]
import { startAuditLog } from '#server/audit/testing/audit-log.ts';
import { tamperAtRandom } from '#server/audit/testing/tamperings.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

const [times = 1000, rows = 100_000, seed = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const on = await startAuditLog();
try {
  await on.fill(9, 14);
  const began = performance.now();
  const { missed, counts } = await tamperAtRandom(on, seed, times, nth => {
    if ((nth + 1) % 100 === 0) console.log(`${nth + 1} of ${times}, ${seconds(began)}`);
  });
  for (const [name, count] of [...counts].toSorted()) console.log(`  ${name}: ${count}`);
  for (const { name, nth, by } of missed) console.log(`NOT FOUND by ${by}: ${name}, the ${nth}th of seed ${seed}`);
  console.log(`${times} tamperings from seed ${seed}: ${missed.length} not found; ${seconds(began)}`);
  if (missed.length > 0) process.exitCode = 1;

  const fill = unnamed(
    `insert into audit_event (at, school_id, actor, action, object, address_prefix, detail_sealed)
     select $1, 1 + n % 3, 'account:' || n % 900, 'case-moved', 'case:1-' || n, '10.1.2', decode(repeat('ab', 90), 'hex')
     from generate_series(1, $2::int) n`,
  );
  await on.owner.execute(fill, [on.clock.now(), rows]);
  const cpu = process.cpuUsage();
  const sealing = performance.now();
  await on.seal();
  const { user, system } = process.cpuUsage(cpu);
  const size = unnamed<{ bytes: number }>(
    `select pg_total_relation_size('audit_leaf') + pg_total_relation_size('audit_node') as bytes`,
  );
  const { bytes } = await on.owner.one(size);
  console.log(
    `${rows} rows sealed in ${seconds(sealing)}, node ${((user + system) / 1e6).toFixed(1)} s of CPU, tree ${(bytes / 1e6).toFixed(1)} MB`,
  );
  const checking = performance.now();
  const { count } = await on.verify();
  console.log(`checked in ${seconds(checking)}, ${count} found`);
} finally {
  await on.stop();
}
