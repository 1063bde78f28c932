import { useState } from 'react';
import { nothing, type Selection } from './selection.ts';

/** What is ticked in a list, as long as `asked` stays the same: its filter, or its filter and page. */
export function useSelection(asked: unknown) {
  const of = JSON.stringify(asked);
  const [kept, setKept] = useState({ of, selection: nothing });
  return {
    selection: kept.of === of ? kept.selection : nothing,
    select: (selection: Selection) => setKept({ of, selection }),
  };
}
