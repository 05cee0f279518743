import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { FoundCourt } from '#contracts/session.ts';
import { loadDirectory } from '#hub/directory.ts';
import { buildDrillPlan, drillSeats } from '#hub/drill/plan.ts';
import { loadScenario } from '#hub/drill/scenario.ts';
import { anId, NOW_MS } from '#support/build.ts';

const resources = resolve(import.meta.dirname, '../../../../../resources');
const directory = loadDirectory(resources);
const scenario = loadScenario(resolve(resources, 'drill/chengyu-01.json'));

function build() {
  let last = 0x5000;
  return buildDrillPlan(scenario, directory, { now: NOW_MS, newId: () => anId(last++) });
}
const plan = build();
const steps = plan.waves.flat();
const inputsOf = (name: string) =>
  steps.filter((step) => step.endpoint === name).map((step) => step.input as never);

it('asks of every endpoint what its contract takes', () => {
  const misfits = steps.flatMap(({ endpoint, input }) => {
    const parsed = ENDPOINTS.get(endpoint)!.input.safeParse(input);
    return parsed.success ? [] : [`${endpoint}: ${parsed.error.issues[0]!.path.join('.')}`];
  });
  expect(misfits).toEqual([]);
  expect(FoundCourt.safeParse(plan.found).success).toBe(true);
});

it('gives every command an id of its own', () => {
  const ids = steps.map(({ input }) => input.commandId);
  expect(new Set(ids).size).toBe(ids.length);
});

it('registers 27 units and gives each a one-time code, last of all', () => {
  expect(inputsOf('unit.register')).toHaveLength(27);
  expect(plan.waves.at(-1)!.map((step) => (step.input as { unitId: string }).unitId)).toEqual(
    plan.units.map((unit) => unit.unitId),
  );
});

it('puts every unit into a team, and each into one only', () => {
  const members = inputsOf('operation.form_team').flatMap(
    ({ team }: { team: { unitIds: string[] } }) => team.unitIds,
  );
  expect([...members].sort()).toEqual(plan.units.map((unit) => unit.unitId).sort());
});

it('has the plan approved by another person than its proposer, and accounts granted by another than theirs', () => {
  const [draft] = steps.filter((step) => step.endpoint === 'operation.draft');
  const [approval] = steps.filter((step) => step.endpoint === 'operation.approve');
  expect(approval!.caller.id).not.toBe(draft!.caller.id);
  const proposers = new Set(
    steps.filter((step) => step.endpoint === 'account.propose').map((step) => step.caller.id),
  );
  expect(steps.some((step) => step.endpoint === 'account.decide' && proposers.has(step.caller.id))).toBe(
    false,
  );
});

it('keeps commands of one stream out of one wave, so that they may run side by side', () => {
  const streamOf = ({ endpoint, input }: (typeof steps)[number]) =>
    endpoint.startsWith('operation.')
      ? 'operation'
      : 'unitId' in input
        ? input.unitId
        : 'accountId' in input
          ? input.accountId
          : '';
  const crowded = plan.waves.filter((wave) => new Set(wave.map(streamOf)).size !== wave.length);
  expect(crowded).toEqual([]);
});

it('offers the same seats before and after a restart', () => {
  expect(drillSeats(scenario, directory)).toEqual(plan.seats);
  expect(plan.seats.find((seat) => seat.login === 'jj-zhou')).toMatchObject({
    role: 'duty_chief',
    courtName: '成都市锦江区人民法院',
  });
});
