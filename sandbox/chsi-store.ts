import type { Adapter } from 'oidc-provider';

type Entry = { payload: Record<string, unknown>; expires: number };

/** What the issuer remembers, in memory: a sign-in half done when the sandbox restarts is begun again by the graduate. */
export function createChsiStore(now: () => number): (model: string) => Adapter {
  const entries = new Map<string, Entry>();

  function forgetExpired(): void {
    for (const [key, entry] of entries) if (entry.expires <= now()) entries.delete(key);
  }
  function live(key: string): Record<string, unknown> | undefined {
    const entry = entries.get(key);
    return entry && entry.expires > now() ? entry.payload : undefined;
  }

  return model => {
    const prefix = `${model}:`;
    function findBy(field: string, value: string): Record<string, unknown> | undefined {
      for (const [key, entry] of entries) if (key.startsWith(prefix) && entry.payload[field] === value) return live(key);
      return undefined;
    }
    return {
      upsert: async (id, payload, expiresIn) => {
        forgetExpired();
        entries.set(prefix + id, { payload, expires: now() + (expiresIn || 3600) * 1000 });
      },
      find: async id => live(prefix + id),
      findByUid: async uid => findBy('uid', uid),
      findByUserCode: async userCode => findBy('userCode', userCode),
      consume: async id => {
        const payload = live(prefix + id);
        if (payload) payload.consumed = Math.floor(now() / 1000);
      },
      destroy: async id => {
        entries.delete(prefix + id);
      },
      revokeByGrantId: async grantId => {
        for (const [key, entry] of entries) if (entry.payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
