import { join } from 'node:path';
import { ok, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import type { DrillSeat } from '#contracts/session.ts';
import type { HubContext } from '../hub-context.ts';
import { logLine } from '../log.ts';
import { type DrillPlan, type DrillStep, buildDrillPlan, drillSeats, enrolmentStep } from './plan.ts';
import { loadScenario, type Scenario } from './scenario.ts';
import type { FromSimulator, SimulatorStart } from './simulator-messages.ts';

/** Runs one of the hub's own routes in the name of `caller`: parsed, asked of the policy and decided like anybody's. */
export type CallRoute = (name: string, input: unknown, caller: Caller) => Promise<Result<unknown>>;

type Hub = Pick<
  HubContext,
  'world' | 'directory' | 'clock' | 'ids' | 'startSide' | 'consoleUrl' | 'resourcesDir'
>;

export type DrillDoors = {
  call: CallRoute;
  /** Founds the court of the drill; its events say that it is one. */
  found: (input: DrillPlan['found']) => Promise<Result<unknown>>;
};

/** The running drill's simulator; closing it takes every phone off the line. */
export type Drill = { seats: DrillSeat[]; close: () => void };

/** The drill's own preparation was refused: the scenario and the rules no longer fit each other. */
export class DrillNotPrepared extends Error {
  override name = 'DrillNotPrepared';
}

const SCENARIO = 'chengyu-01.json';
const AGAIN_AFTER_MS = [2_000, 5_000, 15_000, 60_000];

const scenarioFile = (resourcesDir: string) => join(resourcesDir, 'drill', SCENARIO);
const scenarios = new Map<string, Scenario>();

/** The scenario that this hub's drill plays, read once. */
export function drillScenario(resourcesDir: string): Scenario {
  const file = scenarioFile(resourcesDir);
  const known = scenarios.get(file) ?? loadScenario(file);
  scenarios.set(file, known);
  return known;
}

/** Every account of the drill, for the sign-in page: the same before and after a restart. */
export const seatsOfDrill = ({
  directory,
  resourcesDir,
}: Pick<HubContext, 'directory' | 'resourcesDir'>): DrillSeat[] =>
  drillSeats(drillScenario(resourcesDir), directory);

/**
 * Plays the scenario into an empty hub and starts the simulator. Answers when the operation is approved and every unit
 * has its code; the phones come on the line a moment later.
 *
 * @returns the first refusal of the founding; a refusal after that is a fault of the scenario.
 * @throws DrillNotPrepared
 */
export async function startDrill(hub: Hub, { call, found }: DrillDoors): Promise<Result<Drill>> {
  const scenario = drillScenario(hub.resourcesDir);
  const startedAt = hub.clock.now();
  const plan = buildDrillPlan(scenario, hub.directory, { now: startedAt, newId: () => hub.ids.next() });
  const founded = await found(plan.found);
  if (!founded.ok) return founded;
  let answers: unknown[] = [];
  for (const wave of plan.waves) answers = await runWave(wave, call);
  const phones = plan.units.map((unit, index) => ({ ...unit, code: codeOf(answers[index]) }));
  logLine('drill_prepared', { units: phones.length, durationMs: hub.clock.now() - startedAt });
  return ok({ seats: plan.seats, close: keepSimulator(hub, call, { phones, resumed: false }) });
}

/**
 * Brings the phones back after a restart of the hub: each unit gets a new code, and with it a new phone that stands
 * where its unit's record says. The old phone's token dies with that.
 */
export async function resumeDrill(hub: Hub, call: CallRoute): Promise<Drill> {
  const phones = await enrolAgain(hub, call);
  return { seats: seatsOfDrill(hub), close: keepSimulator(hub, call, { phones, resumed: true }) };
}

async function runWave(wave: DrillStep[], call: CallRoute): Promise<unknown[]> {
  return Promise.all(
    wave.map(async ({ endpoint, input, caller }) => {
      const result = await call(endpoint, input, caller);
      if (result.ok) return result.value;
      throw new DrillNotPrepared(
        `${endpoint}: ${result.error.code} ${JSON.stringify(result.error.params ?? {})}`,
      );
    }),
  );
}

const codeOf = (answer: unknown): string => (answer as { code: string }).code;

type Phones = SimulatorStart['phones'];

async function enrolAgain(hub: Hub, call: CallRoute): Promise<Phones> {
  const signs = new Set(drillScenario(hub.resourcesDir).units.map((unit) => unit.callSign));
  const units = hub.world
    .all('unit')
    .filter((unit) => unit.drill && !unit.retired && signs.has(unit.profile.callSign));
  const steps = units.map((unit) => enrolmentStep(unit.unitId, unit.courtCode, () => hub.ids.next()));
  const answers = await runWave(steps, call);
  return units.map(({ unitId, profile }, index) => ({
    unitId,
    callSign: profile.callSign,
    code: codeOf(answers[index]),
  }));
}

/** Starts the simulator and, should it die, starts it again with new codes: a few times, each after a longer pause. */
function keepSimulator(hub: Hub, call: CallRoute, first: { phones: Phones; resumed: boolean }): () => void {
  let close = () => {};
  let closed = false;
  let ended = 0;
  let timer: NodeJS.Timeout | undefined;

  const run = ({ phones, resumed }: { phones: Phones; resumed: boolean }) => {
    const side = hub.startSide('simulator-process');
    close = () => side.kill();
    side.onMessage((message) => {
      const said = message as FromSimulator;
      if (said.type === 'ready') logLine('drill_ready', { phones: said.phones, cameras: said.cameras });
    });
    side.onExit((code) => {
      close = () => {};
      if (closed) return;
      const waitMs = AGAIN_AFTER_MS[ended++] ?? null;
      logLine('drill_simulator_ended', { code, waitMs });
      if (waitMs !== null) timer = setTimeout(again, waitMs).unref();
    });
    side.post({
      type: 'start',
      hubUrl: hub.consoleUrl(),
      scenarioFile: scenarioFile(hub.resourcesDir),
      clipsDir: join(hub.resourcesDir, 'drill'),
      phones,
      speed: drillScenario(hub.resourcesDir).speed,
      resumed,
    } satisfies SimulatorStart);
  };
  const again = () => {
    enrolAgain(hub, call).then(
      (phones) => !closed && run({ phones, resumed: true }),
      (error: unknown) => logLine('drill_not_resumed', { message: String(error) }),
    );
  };

  run(first);
  return () => {
    closed = true;
    clearTimeout(timer);
    close();
  };
}
