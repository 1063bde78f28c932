import type { FastifyReply } from 'fastify';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { liveAmong } from '#server/sessions/index.ts';

export interface Follower {
  readonly schoolId: number;
  /** Who follows, as the audit names them. */
  readonly person: string;
  readonly sessionId: string;
}
export interface DeskEvents {
  /** Keeps the answer open and says `counts` whenever something in the school changed, for as long as the session lasts. */
  follow(reply: FastifyReply, follower: Follower): Refused | undefined;
  close(): Promise<void>;
}

/** Changes that come close together are said once. */
const gatherMs = 250;
/** Proxies close what is silent for a minute. */
const heartbeatMs = 25_000;
/** So soon after its session a stream ends too: one statement for all of them. */
const checkMs = 3_000;
/** A browser's tabs, and a person's browsers: each keeps a connection open. */
const perSession = 8;
const perPerson = 24;

interface Desk extends Follower {
  readonly raw: FastifyReply['raw'];
}

/** The open desks of this process. */
class Desks {
  readonly #all = new Set<Desk>();
  readonly #ofSchool = new Map<number, Set<Desk>>();

  add(desk: Desk): void {
    this.#all.add(desk);
    const { schoolId } = desk;
    this.#ofSchool.set(schoolId, this.of(schoolId).add(desk));
  }
  remove(desk: Desk): void {
    this.#all.delete(desk);
    const others = this.of(desk.schoolId);
    others.delete(desk);
    if (others.size === 0) this.#ofSchool.delete(desk.schoolId);
  }
  of(schoolId: number): Set<Desk> {
    return this.#ofSchool.get(schoolId) ?? new Set();
  }
  get all(): readonly Desk[] {
    return [...this.#all];
  }
  get schools(): readonly number[] {
    return [...this.#ofSchool.keys()];
  }
  hasRoomFor({ sessionId, person }: Follower): boolean {
    const own = this.all.filter(desk => desk.person === person);
    return own.length < perPerson && own.filter(desk => desk.sessionId === sessionId).length < perSession;
  }
}

/** One LISTEN for all desks of this process; every desk hears of its own school alone. */
export async function createDeskEvents(platform: Platform, { checkEvery = checkMs } = {}): Promise<DeskEvents> {
  const desks = new Desks();
  const due = new Set<number>();
  const say = (schoolId: number): void => {
    due.delete(schoolId);
    for (const { raw } of desks.of(schoolId)) raw.write('event: counts\ndata: {}\n\n');
  };
  const changed = (schoolId: number): void => {
    if (due.has(schoolId) || desks.of(schoolId).size === 0) return;
    due.add(schoolId);
    setTimeout(say, gatherMs, schoolId).unref();
  };
  // Without a payload the connection was lost for a while: everybody looks again.
  const stop = await platform.database.listen('desk', payload => {
    if (payload === undefined) for (const schoolId of desks.schools) changed(schoolId);
    else changed(Number(payload));
  });
  const heartbeat = setInterval(() => {
    for (const { raw } of desks.all) raw.write(': \n\n');
  }, heartbeatMs).unref();
  const check = setInterval(() => {
    // A database that is away for a moment ends nobody's stream.
    endOver(platform, desks).catch(error => platform.log.warn({ err: error }, 'the sessions of open desks were not checked'));
  }, checkEvery).unref();

  return {
    follow(reply, follower) {
      if (!desks.hasRoomFor(follower)) return refuse('desks-open');
      reply.hijack();
      const desk = { ...follower, raw: reply.raw };
      for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) desk.raw.setHeader(name, value);
      desk.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      desk.raw.write('retry: 3000\nevent: counts\ndata: {}\n\n');
      desks.add(desk);
      desk.raw.on('close', () => desks.remove(desk));
      return undefined;
    },
    async close() {
      clearInterval(heartbeat);
      clearInterval(check);
      for (const { raw } of desks.all) raw.end();
      await stop();
    },
  };
}

/** Signed out, ended from elsewhere, idle, too old, account disabled: nothing more is told. The browser asks again and hears why. */
async function endOver(platform: Platform, desks: Desks): Promise<void> {
  const open = desks.all;
  if (open.length === 0) return;
  const live = await liveAmong(platform, [...new Set(open.map(({ sessionId }) => sessionId))]);
  for (const { raw, sessionId } of open) if (!live.has(sessionId)) raw.end();
}
