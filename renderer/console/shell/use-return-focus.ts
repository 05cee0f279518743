import { useEffect } from 'react';

/** Gives the focus back to what had it when the caller came, unless it has gone elsewhere meanwhile. For what opens without being modal. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // What held the focus goes away with the caller; the browser then leaves it with nobody.
      requestAnimationFrame(() => {
        const nobody = document.activeElement === null || document.activeElement === document.body;
        if (nobody && before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, []);
}
