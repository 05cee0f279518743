/**
 * Keeps the screen on while the page is shown: browsers stop position and camera of a page behind a dark screen. The
 * lock is lost whenever the page is hidden, so it is taken again each time it is shown.
 */
export function openWakeLock(
  page: Document,
  phone: Navigator,
  onHeld: (held: boolean) => void,
): { close(): void } {
  let lock: WakeLockSentinel | null = null;
  let closed = false;

  const take = async () => {
    if (closed || page.visibilityState !== 'visible' || !('wakeLock' in phone) || (lock && !lock.released))
      return;
    try {
      lock = await phone.wakeLock.request('screen');
      if (closed) return await lock.release();
      onHeld(true);
      lock.addEventListener('release', () => onHeld(false));
    } catch {
      // Refused in power-saving mode; the page says that the screen may go dark.
      onHeld(false);
    }
  };
  const retake = () => void take();
  page.addEventListener('visibilitychange', retake);
  retake();

  return {
    close() {
      closed = true;
      page.removeEventListener('visibilitychange', retake);
      void lock?.release();
    },
  };
}
