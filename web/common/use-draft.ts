import { useState } from 'react';

const prefix = 'draft:';

/** What was typed, kept over reload, rotation and a lost network for as long as the tab lives. */
export function useDraft(name: string, first = ''): [text: string, change: (text: string) => void] {
  const key = prefix + name;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? first);
  const change = (changed: string) => {
    setText(changed);
    sessionStorage.setItem(key, changed);
  };
  return [text, change];
}

/** Forgets what was typed under names that begin so; all of it without one. */
export function forgetDrafts(begin = ''): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix + begin)) sessionStorage.removeItem(key);
}
