/** Random ways to tamper with a log and its tree, drawn from a seed: each changes what the log says, and has to be found. */
import { type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import type { AuditLog } from './audit-log.ts';

/** Mulberry32: the same seed gives the same numbers on every machine. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Place {
  readonly tx: Transaction;
  readonly lines: readonly string[];
  readonly random: (below: number) => number;
  /** An event of the log, and a step of a case, at random. */
  readonly id: number;
  readonly step: string;
}
type Tampering = (place: Place) => Promise<readonly string[]>;

const sql =
  (make: (place: Place) => string): Tampering =>
  async place => {
    const changed = await place.tx.execute(unnamed(make(place)));
    if (changed === 0) throw new Error(`tampered with nothing: ${make(place)}`);
    return place.lines;
  };
const columns = 'at, school_id, actor, action, object, address_prefix, detail_sealed, history_seq, history_hash';
const some = <T>(random: Place['random'], list: readonly T[]): T => {
  const found = list[random(list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

/** By the name under which a failure is reported. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  'change a text': sql(
    ({ id, random }) =>
      `update audit_event set ${some(random, ['actor', 'action', 'object', 'address_prefix'])} = 'x${random(1e6)}' where id = ${id}`,
  ),
  'change the detail': sql(
    ({ id, random }) => `update audit_event set detail_sealed = decode('${random(9000) + 1000}', 'hex') where id = ${id}`,
  ),
  'lose a row': sql(({ id }) => `delete from audit_event where id = ${id}`),
  'lose many rows': sql(({ id, random }) => `delete from audit_event where id between ${id} and ${id + random(20)}`),
  'move to another school': sql(
    ({ id, random }) => `update audit_event set school_id = coalesce(school_id, 0) + ${1 + random(3)} where id = ${id}`,
  ),
  'back-date': sql(
    ({ id, random }) => `update audit_event set at = at - interval '${1 + random(1e9)} milliseconds' where id = ${id}`,
  ),
  'post-date by a microsecond': sql(({ id }) => `update audit_event set at = at + interval '1 microsecond' where id = ${id}`),
  'change the order': async ({ tx, lines, id }) => {
    const other = await tx.one(
      unnamed<{ id: number }>(`select min(id) as id from audit_event where id <> ${id} and id > ${id % 90}`),
    );
    await tx.execute(
      unnamed(
        `update audit_event e set (${columns}) = (select ${columns} from audit_event o where o.id = ${id + other.id} - e.id)
         where id in (${id}, ${other.id})`,
      ),
    );
    return lines;
  },
  'insert a row': sql(
    ({ id, random }) =>
      `insert into audit_event (id, ${columns}) overriding system value select ${-1 - random(1000)}, ${columns} from audit_event where id = ${id}`,
  ),
  'change a row and its leaf': async ({ tx, lines, id }) => {
    await tx.execute(unnamed(`update audit_event set actor = 'account:666' where id = ${id}`));
    await tx.execute(unnamed(`update audit_leaf set hash = sha256('another') where event_id = ${id}`));
    return lines;
  },
  'take a row and its leaf away': async ({ tx, lines, id }) => {
    await tx.execute(unnamed(`delete from audit_event where id = ${id}`));
    await tx.execute(unnamed(`delete from audit_leaf where event_id = ${id}`));
    return lines;
  },
  'cut off the end': async ({ tx, lines, random }) => {
    const { size } = await tx.one(unnamed<{ size: number }>(`select count(*)::int - ${1 + random(40)} as size from audit_leaf`));
    await tx.execute(unnamed(`delete from audit_event where id in (select event_id from audit_leaf where index >= ${size})`));
    await tx.execute(unnamed(`delete from audit_leaf where index >= ${size}`));
    await tx.execute(unnamed(`delete from audit_head where size > ${size}`));
    return lines;
  },
  'change a step': sql(
    ({ step, random }) =>
      `update case_history set ${some(random, [`actor_name = '某某'`, `to_state = 'refused'`, `at = at - interval '1 day'`, 'version = version + 1', `levels = '{school}'`, 'note_sealed = null'])} where ${step}`,
  ),
  'lose a step': sql(({ step }) => `delete from case_history where ${step}`),
  'insert a step': sql(
    ({ step, random }) => `insert into case_history (school_id, case_id, seq, at, action, by_role, levels, to_state, version)
     select school_id, case_id, ${100 + random(1000)}, at, action, by_role, levels, to_state, version from case_history where ${step}`,
  ),
  'drop a head from the file': async ({ lines, random }) => lines.toSpliced(random(lines.length), 1),
  'change a head in the file': async ({ lines, random }) => {
    const at = random(lines.length);
    const line = lines[at] ?? '';
    const place = random(line.length - 2);
    return lines.with(at, `${line.slice(0, place)}${line[place] === 'Q' ? 'g' : 'Q'}${line.slice(place + 1)}`);
  },
  'change places of heads': async ({ lines, random }) => {
    const at = random(lines.length - 1);
    return lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? '');
  },
  'lose a head of the database': sql(({ random }) => `delete from audit_head where number = ${1 + random(9)}`),
};

const ids = unnamed<{ id: number }>('select id from audit_event order by id');
const steps = unnamed<{ schoolId: number; caseId: number; seq: number }>(
  'select school_id, case_id, seq from case_history order by 1, 2, 3',
);

/** So many random tamperings, each rolled back; answers those that a verifier did not find. */
export async function tamperAtRandom(on: AuditLog, seed: number, times: number, each: (nth: number) => void = () => undefined) {
  const random = randomOf(seed);
  const [events, known] = [await on.database.query(ids), await on.database.query(steps)];
  const missed: { readonly name: string; readonly nth: number; readonly by: string }[] = [];
  const counts = new Map<string, number>();
  for (let nth = 0; nth < times; nth++) {
    const [name, tamper] = some(random, Object.entries(tamperings));
    const { schoolId, caseId, seq } = some(random, known);
    const step = `school_id = ${schoolId} and case_id = ${caseId} and seq = ${seq}`;
    const { id } = some(random, events);
    const { ours, status } = await on.whatIsFound((tx, lines) => tamper({ tx, lines, random, id, step }));
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if (ours.length === 0) missed.push({ name, nth, by: 'npm run verify-audit' });
    if (status !== 1) missed.push({ name, nth, by: 'verify.mjs' });
    each(nth);
  }
  return { missed, counts };
}
