import type { StatsReport } from './peer.ts';

/** Counters of a connection; what matters is that they move. */
export type Pulse = {
  /** Pictures shown, of a connection that shows any; else bytes of sound. */
  shown: number;
  /** Anything at all that came from the relay, its signs of life included. */
  heard: number;
};

const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const sum = (reports: readonly StatsReport[], field: string): number =>
  reports.reduce((total, report) => total + number(report[field]), 0);

export function pulseOf(reports: readonly StatsReport[]): Pulse {
  const inbound = reports.filter((report) => report.type === 'inbound-rtp');
  const pairs = reports.filter((report) => report.type === 'candidate-pair');
  const frames = sum(
    inbound.filter((report) => report.kind === 'video'),
    'framesDecoded',
  );
  return {
    shown:
      frames > 0
        ? frames
        : sum(
            inbound.filter((report) => report.kind === 'audio'),
            'bytesReceived',
          ),
    heard: sum(pairs, 'bytesReceived') + sum(pairs, 'responsesReceived'),
  };
}
