import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { hasUnsaved, holdUnsaved, mayLeave, printed } from './unsaved.ts';

/**
 * Asks before the page is left with something typed that is not saved: by a link, by 返回 of the browser, by closing the tab.
 * @param typed what is typed now
 * @returns to be called when that has been saved
 */
export function useUnsaved(typed: () => unknown): () => void {
  const { modal } = App.useApp();
  const now = useRef(typed);
  const saved = useRef<string>(undefined);
  useEffect(() => {
    now.current = typed;
  });
  useEffect(() => {
    saved.current ??= printed(now.current());
    const release = holdUnsaved({
      isUnsaved: () => printed(now.current()) !== saved.current,
      ask: async () =>
        modal.confirm({
          title: '离开本页？',
          content: '本页有未保存的内容，离开后需要重新填写。',
          okText: '离开',
          cancelText: '留在本页',
        }),
    });
    return release;
  }, [modal]);
  return () => {
    saved.current = printed(now.current());
  };
}

/** The browser's own question, where the tab is closed or another site opened: its words are the browser's. */
function askOnClosing(event: BeforeUnloadEvent) {
  if (hasUnsaved()) event.preventDefault();
}

/** 返回 and 前进 within the desk, where the browser lets a page ask. */
function askOnTraversing(event: NavigateEvent) {
  const { navigationType, cancelable, destination } = event;
  if (navigationType !== 'traverse' || !cancelable || !destination.sameDocument || !hasUnsaved()) return;
  if (new URL(destination.url).pathname === window.location.pathname) return;
  event.preventDefault();
  void mayLeave().then(leaves => {
    if (leaves) window.navigation.traverseTo(destination.key);
  });
}

/** Once, around all pages. */
export function useAskingWindow(): void {
  useEffect(() => {
    window.addEventListener('beforeunload', askOnClosing);
    // Older browsers have no such object: there only the tab and the links ask.
    const history = 'navigation' in window ? window.navigation : undefined;
    history?.addEventListener('navigate', askOnTraversing);
    return () => {
      window.removeEventListener('beforeunload', askOnClosing);
      history?.removeEventListener('navigate', askOnTraversing);
    };
  }, []);
}
