import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../scope/actor.ts';

/** What a sign-in needs of a request. */
export interface Visit {
  readonly actor: Actor;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly addressPrefix: string;
  readonly device: string;
}
