import { useEffect, useState } from 'react';

/** The time by `clock` (ms), renewed every `everyMs` while the component is on screen. */
export function useNow(clock: () => number, everyMs = 1_000): number {
  const [now, setNow] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setNow(clock()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
