import { useEffect } from 'react';

/** After a refusal: the first field with a fault is focused, else the notice that says what was wrong comes into sight. */
export function useFaultInSight(refusal: unknown): void {
  // After the faults have been drawn, not before.
  useEffect(() => {
    if (!refusal) return;
    const field = document.querySelector<HTMLElement>('[aria-invalid=true]');
    if (field) field.focus();
    else document.querySelector('main [role=alert]')?.scrollIntoView({ block: 'center' });
  }, [refusal]);
}
