import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../main/launch/build-if-stale.mjs';
import { CATALOGUE, groupsOf } from './catalogue.ts';
import type { Figure } from './figure.ts';
import { abandon } from './belongings.ts';
import { ROOT } from './hub-process.ts';
import { jsonLine, table } from './print.ts';

/**
 *   npm run bench [-- NAME…] [--json]
 *
 * Measures the named figures, or all: each beside its yardstick, in the same run. A missed goal is shown and is no
 * failure; a figure that could not be measured is.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const chosen = groupsOf(positionals);
  if ('unknown' in chosen) {
    const known = CATALOGUE.flatMap(({ goals }) => Object.keys(goals)).join('\n  ');
    console.error(`没有此项 / no such figure: ${chosen.unknown.join(' ')}\n可选 / there are:\n  ${known}`);
    return 2;
  }
  if (!buildIfStale(ROOT, process.execPath)) return 1;

  const isWanted = ({ name }: Figure) => positionals.length === 0 || positionals.includes(name);
  const figures: Figure[] = [];
  let failed = false;
  for (const group of chosen.groups) {
    const names = Object.keys(group.goals).join(' ');
    if (!values.json) console.error(`${names} …`);
    try {
      const measured = (await group.measure()).filter(isWanted);
      figures.push(...measured);
      if (values.json) measured.forEach((one) => console.log(jsonLine(one)));
    } catch (error) {
      failed = true;
      console.error(`${names}:`, error);
    }
  }
  if (!values.json) {
    console.log(`\n${table(figures)}\n`);
    console.log(
      `系统负载 / load average: ${loadavg()
        .map((load) => load.toFixed(1))
        .join(' ')}`,
    );
  }
  return failed ? 1 : 0;
}

// However it ends, by a fault or by Ctrl+C too, nothing of it stays behind.
process.once('exit', abandon);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
// Native media threads of a measured peer would keep the process; what was measured is printed by now.
process.exit(await main());
