/** What has been typed, kept in this tab until it is sent: survives a reload, a refusal and a lost session. */
export interface Draft {
  readonly read: () => Readonly<Record<string, unknown>> | undefined;
  readonly write: (values: object) => void;
  readonly forget: () => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param owner whose draft it is: two people may use one browser after another */
export function draftOf(name: string, owner: string | number): Draft {
  const key = `draft:${name}:${owner}`;
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
        return isRecord(kept) ? kept : undefined;
      } catch {
        // Unreadable, or storage is switched off: there is no draft then.
        return undefined;
      }
    },
    write: values => {
      try {
        sessionStorage.setItem(key, JSON.stringify(values));
      } catch {
        // Storage is full or switched off: the form itself still holds what was typed.
      }
    },
    forget: () => {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // As above.
      }
    },
  };
}
