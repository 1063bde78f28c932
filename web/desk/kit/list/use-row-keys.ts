import { useEffect, useRef } from 'react';
import { isElsewhere } from '../page/is-elsewhere.ts';

/** The first link of each row, in the order of the page. */
const linksIn = (): HTMLElement[] =>
  [...document.querySelectorAll('tr[data-row]')].flatMap(row => row.querySelector<HTMLElement>('td a') ?? []);

/**
 * J and K walk through the rows of the list, Enter opens the focused row (by its link), / leads to the search field.
 * @param last the row that was open before: J and K begin there
 */
export function useRowKeys(last: string | undefined): void {
  const at = useRef(last);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLElement>('search input[data-search]')?.focus();
        return;
      }
      const step = { j: 1, k: -1 }[event.key.toLowerCase()];
      if (step === undefined) return;
      const links = linksIn();
      const rowOf = (link: Element | null | undefined) => link?.closest('tr')?.dataset.row;
      const here = links.findIndex(link => link === document.activeElement || rowOf(link) === rowOf(document.activeElement));
      const known = here >= 0 ? here : links.findIndex(link => rowOf(link) === at.current);
      const next = links[Math.min(Math.max(known + step, 0), links.length - 1)];
      if (!next) return;
      event.preventDefault();
      at.current = rowOf(next);
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
