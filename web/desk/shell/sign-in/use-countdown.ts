import { useEffect, useState } from 'react';

/** Seconds that are left, and how to start them; by the clock, since a tab in the background counts slowly. */
export function useCountdown(): [left: number, start: (seconds: number) => void] {
  const [end, setEnd] = useState(0);
  const [now, setNow] = useState(0);
  const left = Math.max(0, Math.ceil((end - now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [left]);
  return [
    left,
    seconds => {
      setNow(Date.now());
      setEnd(Date.now() + seconds * 1000);
    },
  ];
}
