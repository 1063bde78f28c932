import { useState } from 'react';
import { useMe } from '../session/session.ts';

/** A person's choice of columns and rows per page. Filters are never kept: they would hide work. */
export interface TableChoice {
  readonly columns: readonly string[] | undefined;
  readonly size: number;
}
export const sizes = [20, 50, 100] as const;
const untouched: TableChoice = { columns: undefined, size: sizes[0] };

function read(key: string): TableChoice {
  try {
    const kept: Partial<TableChoice> | null = JSON.parse(localStorage.getItem(key) ?? 'null');
    const columns = Array.isArray(kept?.columns) ? kept.columns.filter(column => typeof column === 'string') : undefined;
    return { columns, size: sizes.find(size => size === kept?.size) ?? untouched.size };
  } catch {
    // Storage is switched off, or holds something else.
    return untouched;
  }
}

/** Kept in this browser, per account and table. */
export function useTableChoice(table: string) {
  const { kind, school, name } = useMe();
  const key = `table ${table} ${kind} ${school?.id ?? ''} ${name}`;
  const [choice, setChoice] = useState(() => read(key));
  const choose = (change: Partial<TableChoice>) => {
    const next = { ...choice, ...change };
    setChoice(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // The choice holds until the page is left.
    }
  };
  return { ...choice, choose };
}
