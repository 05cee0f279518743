import type { BenchLine } from './bench-line.ts';
import { openLine } from './bench-line.ts';

/** Phones that walk about and report where they are, in a process of their own: `perSecond` fixes in all, one phone after the other. */
export type PhonesAsk = { url: string; tokens: string[]; perSecond: number };

const AT_ONCE = 25;
const CENTRE = { lng: 104.08, lat: 30.65 };
const SPREAD_DEG = 0.08;
const STEP_DEG = 0.0001;
const TICK_MS = 10;

async function walk({ url, tokens, perSecond }: PhonesAsk): Promise<void> {
  const phones: { line: BenchLine; lng: number; lat: number }[] = [];
  const left = [...tokens];
  const open = async () => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) {
      const [east, north] = [Math.random() - 0.5, Math.random() - 0.5];
      phones.push({
        line: await openLine(url, token),
        lng: CENTRE.lng + east * SPREAD_DEG,
        lat: CENTRE.lat + north * SPREAD_DEG,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));

  const begun = performance.now();
  let sent = 0;
  setInterval(() => {
    for (const due = ((performance.now() - begun) * perSecond) / 1000; sent < due; sent++) {
      const phone = phones[sent % phones.length]!;
      phone.lng += (Math.random() - 0.5) * STEP_DEG;
      phone.lat += (Math.random() - 0.5) * STEP_DEG;
      const { line, lng, lat } = phone;
      line.send({
        t: 'fix',
        fix: { lng, lat, accuracyMeters: 8, headingDeg: 90, speedMps: 1.4, at: Date.now() },
      });
    }
  }, TICK_MS);
}

process.on('message', (ask: PhonesAsk) => void walk(ask).then(() => process.send?.({})));
process.on('disconnect', () => process.exit(0));
process.send?.({});
