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

const longNumbers = /\d{6,}[\dXx]*/g;
/** Errors are written in English: whatever is Chinese in one is somebody's name or text. */
const chineseText = /\p{Script=Han}(?:[\p{Script=Han}·\p{P}\d ]*\p{Script=Han})?/gu;
/** Names of tables, constraints and modules stay; everything else in quotes is removed. */
const quotedText = /"(?![\w.:/@#-]*")[^"\n]*"/g;
/** A parser quotes what it could not read, quotes and all: `Unexpected token 'x', "{"name"…"... is not valid JSON`. */
const unreadable = /".*"(?=(?:\.\.\.)? is not valid JSON)/s;

/** What could be somebody's is blanked. */
const withoutValues = (text: string): string =>
  text.replace(unreadable, '"…"').replace(longNumbers, '…').replace(quotedText, '"…"').replace(chineseText, '…');
