import { createContext, useContext } from 'react';
import type { Permission } from '#domain/access.ts';
import type { Answer } from '../api/api.ts';

export type Me = NonNullable<Answer<'GET /api/me'>>;
export const SessionContext = createContext<Me | null>(null);

/** Who is signed in. Only pages inside the shell ask, and they are shown to nobody else. */
export function useMe(): Me {
  const me = useContext(SessionContext);
  if (!me) throw new Error('useMe outside a session');
  return me;
}

export const may = (me: Me, permission: Permission): boolean => me.can.includes(permission);
