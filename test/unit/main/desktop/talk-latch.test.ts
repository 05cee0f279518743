import { expect, it } from 'vitest';
import { createTalkLatch } from '../../../../main/desktop/talk-latch.ts';

it('opens at one press and closes at the next', () => {
  const told: string[] = [];
  const latch = createTalkLatch((phase) => told.push(phase));
  latch.press();
  latch.press();
  expect(told).toEqual(['down', 'up']);
});

it('closes once when the operator is taken away, and opens again at the next press', () => {
  const told: string[] = [];
  const latch = createTalkLatch((phase) => told.push(phase));
  latch.release();
  latch.press();
  latch.release();
  latch.release();
  latch.press();
  expect(told).toEqual(['down', 'up', 'down']);
});
