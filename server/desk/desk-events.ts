import type { FastifyReply } from 'fastify';
import type { Database } from '#server/platform/postgres/postgres.ts';

export interface DeskEvents {
  /** Keeps the answer open and says `counts` whenever something in the school changed. */
  follow(reply: FastifyReply, schoolId: number): void;
  close(): Promise<void>;
}

/** Changes that come close together are said once. */
const gatherMs = 250;
/** Proxies close what is silent for a minute. */
const heartbeatMs = 25_000;

/** One LISTEN for all desks of this process; every desk hears of its own school alone. */
export async function createDeskEvents(database: Database): Promise<DeskEvents> {
  const followers = new Map<number, Set<FastifyReply['raw']>>();
  const due = new Set<number>();
  const say = (schoolId: number): void => {
    due.delete(schoolId);
    for (const raw of followers.get(schoolId) ?? []) raw.write('event: counts\ndata: {}\n\n');
  };
  const changed = (schoolId: number): void => {
    if (due.has(schoolId) || !followers.has(schoolId)) return;
    due.add(schoolId);
    setTimeout(say, gatherMs, schoolId).unref();
  };
  // Without a payload the connection was lost for a while: everybody looks again.
  const stop = await database.listen('desk', payload => {
    if (payload === undefined) for (const schoolId of followers.keys()) changed(schoolId);
    else changed(Number(payload));
  });
  const heartbeat = setInterval(() => {
    for (const desks of followers.values()) for (const raw of desks) raw.write(': \n\n');
  }, heartbeatMs).unref();

  return {
    follow(reply, schoolId) {
      reply.hijack();
      const { raw } = reply;
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
      raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      raw.write('retry: 3000\nevent: counts\ndata: {}\n\n');
      const desks = followers.get(schoolId) ?? new Set();
      followers.set(schoolId, desks.add(raw));
      raw.on('close', () => {
        desks.delete(raw);
        if (desks.size === 0) followers.delete(schoolId);
      });
    },
    async close() {
      clearInterval(heartbeat);
      for (const desks of followers.values()) for (const raw of desks) raw.end();
      await stop();
    },
  };
}
