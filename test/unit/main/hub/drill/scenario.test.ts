import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadDirectory } from '#hub/directory.ts';
import { loadScenario, Scenario } from '#hub/drill/scenario.ts';

const resources = resolve(import.meta.dirname, '../../../../../resources');
const file = join(resources, 'drill/chengyu-01.json');
const raw = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, never>;
const scenario = loadScenario(file);

/** Paths at which the changed scenario is refused. */
function refusedAt(change: (scenario: ReturnType<typeof raw>) => void): string[] {
  const changed = raw();
  change(changed);
  const parsed = Scenario.safeParse(changed);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
}

it('plays with 22 people, 21 cameras and 5 vehicles at two sites (DOMAIN §4.1)', () => {
  const people = scenario.units.filter((unit) => unit.kind !== 'vehicle');
  const cameras = scenario.units.filter((unit) => unit.cameraLabel !== '');
  expect([people.length, cameras.length, scenario.units.length - people.length]).toEqual([22, 21, 5]);
  expect(scenario.operation.sites.map((site) => site.key)).toEqual(['A', 'B']);
});

it('has a clip for every camera and knows every court it names', () => {
  const directory = loadDirectory(resources);
  const clips = [...new Set(scenario.units.flatMap((unit) => unit.clip ?? []))];
  expect(clips.filter((clip) => !existsSync(join(resources, 'drill', `${clip}.ivf`)))).toEqual([]);
  const courts = [...scenario.accounts, ...scenario.units].map(({ courtCode }) => courtCode);
  expect(courts.filter((code) => directory.byCode(code) === null)).toEqual([]);
});

it('ends the way of each group at its site', () => {
  const ends = Object.values(scenario.groups).map(({ route, site }) => {
    const place = scenario.operation.sites.find(({ key }) => key === site)!;
    return [route.at(-1), [place.lng, place.lat]];
  });
  for (const [end, place] of ends) expect(end).toEqual(place);
});

it('has one unit that stays silent on its first order', () => {
  expect(scenario.units.filter((unit) => unit.silentOrders > 0).map((unit) => unit.callSign)).toEqual([
    'A3-02',
  ]);
});

type Loose = Record<string, Record<string, never>[]> & { operation: Record<string, Record<string, never>[]> };

it.each([
  [
    'a unit of a group that is not there',
    'units.0.group',
    (s: Loose) => Object.assign(s.units![0]!, { group: 'X' }),
  ],
  ['a camera without a clip', 'units.0.clip', (s: Loose) => Object.assign(s.units![0]!, { clip: null })],
  ['a cue for nobody', 'timeline.0.unit', (s: Loose) => Object.assign(s.timeline![0]!, { unit: 'NOBODY' })],
  ['a cue of no site', 'timeline.3.when', (s: Loose) => Object.assign(s.timeline![3]!.when!, { site: 'Z' })],
  ['a cue that neither says nor does', 'timeline.0', (s: Loose) => delete s.timeline![0]!.say],
  ['a call sign twice', 'units', (s: Loose) => Object.assign(s.units![1]!, { callSign: 'OSC-A' })],
])('refuses %s, and says where', (_what, path, change) => {
  expect(refusedAt(change as never)).toContain(path);
});
