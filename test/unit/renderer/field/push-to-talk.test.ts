import { expect, it, vi } from 'vitest';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import { createPushToTalk, LONGEST_TALK_MS } from '#renderer/field/talk/push-to-talk.ts';
import { createManualClock } from '#support/client/manual-clock.ts';

function aKey() {
  const answers: ((result: Result<unknown>) => void)[] = [];
  const end = vi.fn(async () => ok(null));
  const openMicrophone = vi.fn();
  const clock = createManualClock();
  const key = createPushToTalk({
    start: () => new Promise((answer) => answers.push(answer)),
    end,
    openMicrophone,
    onState: () => undefined,
    clock,
  });
  const answer = async (index: number, result: Result<unknown>) => {
    answers[index]!(result);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { key, end, openMicrophone, clock, answer, answers };
}

it('opens the microphone only when the floor is granted', async () => {
  const { key, openMicrophone, answer } = aKey();
  key.press();
  expect(key.state().step).toBe('asking');
  expect(openMicrophone).not.toHaveBeenCalled();
  await answer(0, ok(null));
  expect(key.state().step).toBe('talking');
  expect(openMicrophone.mock.calls).toEqual([[true]]);
});

it('closes the microphone and gives the floor back on release, however often it is released', async () => {
  const { key, end, openMicrophone, answer } = aKey();
  key.press();
  await answer(0, ok(null));
  key.release();
  key.release();
  expect(openMicrophone.mock.calls).toEqual([[true], [false]]);
  expect(end).toHaveBeenCalledTimes(1);
  expect(key.state()).toEqual({ step: 'idle', refusal: null });
});

it('gives a floor back that was granted after the release, without ever opening the microphone', async () => {
  const { key, end, openMicrophone, answer } = aKey();
  key.press();
  key.release();
  await answer(0, ok(null));
  expect(key.state().step).toBe('idle');
  expect(openMicrophone).not.toHaveBeenCalledWith(true);
  expect(end).toHaveBeenCalledTimes(1);
});

it('does not give back the floor of the next hold when the answer to the first comes late', async () => {
  const { key, end, answer } = aKey();
  key.press();
  key.release();
  key.press();
  await answer(0, ok(null));
  expect(end).not.toHaveBeenCalled();
  await answer(1, ok(null));
  expect(key.state().step).toBe('talking');
});

it('says who has the floor when it is taken', async () => {
  const { key, openMicrophone, answer } = aKey();
  key.press();
  await answer(0, refuse('floor_taken', { name: '周' }));
  expect(key.state()).toEqual({ step: 'idle', refusal: { code: 'floor_taken', params: { name: '周' } } });
  expect(openMicrophone).not.toHaveBeenCalledWith(true);
});

it('lets go by itself before the hub takes the floor back', async () => {
  const { key, end, clock, answer } = aKey();
  key.press();
  await answer(0, ok(null));
  clock.advance(LONGEST_TALK_MS);
  expect(key.state().step).toBe('idle');
  expect(end).toHaveBeenCalledTimes(1);
});
