import { expect, it } from 'vitest';
import { ok, refuse } from '#contracts/errors.ts';
import { ASK_AGAIN_MS, phaseOf, watchSetup } from '#renderer/console/shell/phase.ts';
import { aConsole } from '#support/client/fake-client.ts';
import { createManualClock } from '#support/client/manual-clock.ts';
import { aCaller, NOW } from '#support/build.ts';

const setup = (configured: boolean) => ({
  configured,
  drill: false,
  courtCode: configured ? '510104' : null,
  courtName: null,
  drillSeats: [],
  hubTime: NOW,
  ruleSetVersion: '1',
});
const court = {
  code: '510104',
  name: '锦江',
  level: 'basic' as const,
  parent: null,
  province: '四川',
  lng: 0,
  lat: 0,
};
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const signedIn = { token: 'token', caller: aCaller(), courtName: '锦江', expiresAt: NOW };

function open(first: Parameters<typeof aConsole>[0] = {}) {
  const console = aConsole({
    'setup.read': ok(setup(true)),
    'directory.courts': ok({ courts: [court] }),
    ...first,
  });
  const clock = createManualClock();
  const stop = watchSetup(console.store, clock);
  const after = async (ms: number) => {
    clock.advance(ms);
    await settled();
  };
  return {
    ...console,
    after,
    stop,
    phase: () => phaseOf(console.state()),
    asks: () => console.asked.filter((call) => call.name === 'setup.read').length,
  };
}

it('waits for the hub, then asks for a sign-in, with the directory at hand', async () => {
  const { phase, state } = open();
  expect(phase()).toBe('connecting');
  await settled();
  expect(phase()).toBe('sign_in');
  expect(state().courts.get('510104')?.name).toBe('锦江');
});

it('says that the hub is away, asks again every 3 s, and goes on by itself when it is back', async () => {
  const { phase, after, answers } = open({ 'setup.read': refuse('link_down') });
  await settled();
  expect(phase()).toBe('hub_down');
  await after(ASK_AGAIN_MS);
  expect(phase()).toBe('hub_down');
  answers['setup.read'] = ok(setup(true));
  await after(ASK_AGAIN_MS - 1);
  expect(phase()).toBe('hub_down');
  await after(1);
  expect(phase()).toBe('sign_in');
});

it('asks the one question of a hub that belongs to nobody, until somebody has answered it', async () => {
  const { phase, after, answers } = open({ 'setup.read': ok(setup(false)) });
  await settled();
  expect(phase()).toBe('first');
  answers['setup.read'] = ok(setup(true));
  await after(ASK_AGAIN_MS);
  expect(phase()).toBe('sign_in');
});

it('opens the seat on signing in, and stays there without asking further', async () => {
  const { phase, state, after, asks, tokens } = open({ 'session.sign_in': ok(signedIn) });
  await settled();
  expect(await state().signIn('lin', 'secret', '一号席')).toEqual({ ok: true, value: null });
  expect(phase()).toBe('seat');
  expect(tokens).toEqual(['token']);
  const before = asks();
  await after(ASK_AGAIN_MS * 3);
  expect(asks()).toBe(before);
});

it('keeps an open seat open while the hub is away', async () => {
  const { phase, state, answers } = open({ 'session.sign_in': ok(signedIn) });
  await settled();
  await state().signIn('lin', 'secret', '一号席');
  answers['setup.read'] = refuse('link_down');
  await state().readSetup();
  expect(phase()).toBe('seat');
});

it('stays at the sign-in with a wrong password, and says why a session ended', async () => {
  const { phase, state } = open({ 'session.sign_in': refuse('wrong_password') });
  await settled();
  expect(await state().signIn('lin', 'x', '一号席')).toMatchObject({
    ok: false,
    error: { code: 'wrong_password' },
  });
  expect(phase()).toBe('sign_in');
  state().adopt(signedIn);
  state().sessionEnded('session_expired');
  expect(phase()).toBe('sign_in');
  expect(state().endedWith).toBe('session_expired');
});

it('reads the directory for a seat that was open before this page was loaded', async () => {
  const { store, state } = aConsole({
    'setup.read': ok(setup(true)),
    'directory.courts': ok({ courts: [court] }),
  });
  state().adopt(signedIn);
  watchSetup(store, createManualClock());
  await settled();
  expect(state().courts.size).toBe(1);
  expect(state().setup).not.toBeNull();
});

it('asks no more when it was stopped', async () => {
  const { after, stop, asks } = open({ 'setup.read': refuse('link_down') });
  await settled();
  stop();
  const before = asks();
  await after(ASK_AGAIN_MS * 2);
  expect(asks()).toBe(before);
});
