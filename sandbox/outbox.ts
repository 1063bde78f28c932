import { appendFileSync, readFileSync } from 'node:fs';
import { isObject, text } from './http.ts';

export type Message = {
  at: string;
  channel: 'sms' | 'wechat';
  /** A phone number or an openid. */
  to: string;
  template: string;
  text: string;
  params: Record<string, string>;
  url: string;
  /** The platform's own id: OutId, client_msg_id. */
  id: string;
  providerId: string;
  /** `OK`, or the code of the refusal. */
  result: string;
};

/** `requests` counts all that came with the same id, `sent` those of them that were taken: more than one is a double. */
export type Shown = Message & { requests: number; sent: number };

const kept = 5_000;

/** What was asked to be sent. Every request is a line of its own; doubles are counted, never swallowed. */
export function openOutbox(file: string) {
  const messages: Message[] = [];
  let total = 0;
  const counts = new Map<string, { requests: number; sent: number }>();
  const listeners = new Set<() => void>();

  function take(message: Message): void {
    total += 1;
    messages.push(message);
    if (messages.length > kept) messages.splice(0, messages.length - kept);
    if (!message.id) return;
    const count = counts.get(keyOf(message)) ?? { requests: 0, sent: 0 };
    counts.set(keyOf(message), { requests: count.requests + 1, sent: count.sent + (message.result === 'OK' ? 1 : 0) });
  }
  for (const line of linesOf(file)) take(line);

  return {
    add(message: Message): void {
      // At once and whole: a killed sandbox must still know what it answered OK to.
      appendFileSync(file, `${JSON.stringify(message)}\n`, { mode: 0o600 });
      take(message);
      for (const listener of listeners) listener();
    },
    total: () => total,
    /** Newest first. */
    find(filter: { to?: string | undefined; id?: string | undefined; limit: number }): Shown[] {
      return messages
        .filter(message => (!filter.to || message.to.includes(filter.to)) && (!filter.id || message.id === filter.id))
        .slice(-filter.limit)
        .reverse()
        .map(message => ({
          ...message,
          ...(counts.get(keyOf(message)) ?? { requests: 1, sent: message.result === 'OK' ? 1 : 0 }),
        }));
    },
    onAdd(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Outbox = ReturnType<typeof openOutbox>;

// Without an id nothing can be told to be a double.
function keyOf(message: Message): string {
  return message.id ? `${message.channel}/${message.to}/${message.id}` : '';
}

function linesOf(file: string): Message[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return content.split('\n').flatMap(line => {
    try {
      const value: unknown = JSON.parse(line);
      return isObject(value) ? [messageOf(value)] : [];
    } catch {
      // The last line of a sandbox that was killed while writing.
      return [];
    }
  });
}

function messageOf(value: Record<string, unknown>): Message {
  return {
    at: text(value.at),
    channel: value.channel === 'wechat' ? 'wechat' : 'sms',
    to: text(value.to),
    template: text(value.template),
    text: text(value.text),
    params: textValues(value.params),
    url: text(value.url),
    id: text(value.id),
    providerId: text(value.providerId),
    result: text(value.result),
  };
}

export function textValues(value: unknown): Record<string, string> {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'number' ? String(item) : text(item)]),
  );
}
