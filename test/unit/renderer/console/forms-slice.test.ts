import { expect, it } from 'vitest';
import { createConsoleStore } from '#renderer/console/state/create-console-store.ts';
import { keptInMemory } from '#renderer/console/state/kept.ts';
import { aConsole } from '#support/client/fake-client.ts';

it('keeps what was typed over a reload, and forgets it when told', () => {
  const { state, window, hub } = aConsole();
  state().setForm('me/plan/new', { title: '查' });
  state().setForm('me/site/o/s', { name: '甲' });
  state().setForm('me/site/o/s', null);
  const reloaded = createConsoleStore(hub, { seat: keptInMemory(), window, screenWidth: 1920 });
  expect(reloaded.getState().forms).toEqual({ 'me/plan/new': { title: '查' } });
});

it('takes a click on the map into the form that waits for it, once, and leads back', () => {
  const { state } = aConsole();
  state().setForm('me/site/o/s', { name: '甲', lng: '', lat: '' });
  state().startPlacing('me/site/o/s');
  expect([state().screen, state().placing]).toEqual(['situation', 'me/site/o/s']);
  state().place(104.0812345678, 30.5);
  state().place(1, 1);
  expect([state().screen, state().placing]).toEqual(['operations', null]);
  expect(state().forms['me/site/o/s']).toEqual({ name: '甲', lng: '104.081235', lat: '30.500000' });
});
