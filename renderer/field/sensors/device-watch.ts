import type { DeviceReport } from '#contracts/sync.ts';
import type { ClientClock } from '#renderer/client/client-clock.ts';

type Battery = EventTarget & { level: number; charging: boolean };
type Connection = EventTarget & { effectiveType?: string; type?: string };
type Phone = Navigator & { getBattery?: () => Promise<Battery>; connection?: Connection };

const EVERY_MS = 60_000;

const networkOf = (phone: Phone): string => {
  if (!phone.onLine) return 'offline';
  const { type, effectiveType } = phone.connection ?? {};
  return (type && type !== 'unknown' ? type : effectiveType) ?? 'unknown';
};

/** Battery and network as far as the browser tells (Safari tells neither): on change, and once a minute. */
export function openDeviceWatch(
  phone: Phone,
  report: (device: Pick<DeviceReport, 'batteryPct' | 'network'>) => void,
  clock: ClientClock,
): { close(): void } {
  let battery: Battery | null = null;
  let closed = false;
  let cancelTimer: (() => void) | null = null;

  const tell = () => {
    if (closed) return;
    cancelTimer?.();
    cancelTimer = clock.after(EVERY_MS, tell);
    report({ batteryPct: battery ? Math.round(battery.level * 100) : null, network: networkOf(phone) });
  };
  void phone.getBattery?.().then(
    (found) => {
      battery = found;
      battery.addEventListener('levelchange', tell);
      tell();
    },
    () => undefined, // the browser keeps it to itself; the column stays empty
  );
  phone.connection?.addEventListener('change', tell);
  tell();

  return {
    close() {
      closed = true;
      cancelTimer?.();
      battery?.removeEventListener('levelchange', tell);
      phone.connection?.removeEventListener('change', tell);
    },
  };
}
