import { test } from 'node:test';
import { createTestDatabase } from './testing/database.ts';
import { jobBehaviours } from './testing/jobs-behaviour.ts';

for (const [name, behaviour] of Object.entries(jobBehaviours)) {
  test(name, { timeout: 60_000 }, async t => {
    const { database, url, drop } = await createTestDatabase();
    t.after(drop);
    await behaviour(database, url);
  });
}
