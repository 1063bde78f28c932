import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * JSON lines. Nothing of a request's content is ever logged: no query string (searches hold names), no body, no cookie, no address.
 * Errors keep their stack, never their `detail`, which PostgreSQL fills with the row.
 */
export function createLog({ level = 'info', to }: { readonly level?: string; readonly to?: DestinationStream } = {}): Log {
  return pino(
    {
      level,
      base: null,
      serializers: {
        req: (request: { method?: string; url?: string; routeOptions?: { url?: string } }) => ({
          method: request.method,
          route: request.routeOptions?.url ?? (request.url ?? '').split('?')[0],
        }),
        err: (error: Error & { code?: unknown }) => ({
          type: error.name,
          code: error.code,
          message: withoutValues(error.message),
          stack: withoutValues(error.stack ?? ''),
        }),
      },
      redact: { paths: ['req.headers', 'req.remoteAddress'], remove: true },
    },
    ...(to ? [to] : []),
  );
}

/** Quoted values and long numbers could be somebody's: they are blanked. */
const withoutValues = (text: string): string => text.replace(/\d{6,}[\dXx]*/g, '…');
