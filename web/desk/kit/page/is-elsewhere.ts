/** The key belongs to a field, a menu or a window that is open, not to the page. Into a tick nobody types. */
export const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    'input:not([type="checkbox"]), textarea, select, [role="dialog"], [role="menu"], [role="listbox"], [role="combobox"]',
  ) !== null;
