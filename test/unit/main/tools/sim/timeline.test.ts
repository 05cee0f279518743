import { expect, it } from 'vitest';
import type { Cue } from '#hub/drill/scenario.ts';
import { createManualClock } from '#support/client/manual-clock.ts';
import { createTimeline } from '../../../../../main/tools/sim/timeline.ts';

const say = (text: string) => ({ kind: 'note' as const, text });
const cues: Cue[] = [
  { when: { on: 'online' }, afterSeconds: 6, unit: 'OSC-A', say: say('roll') },
  { when: { on: 'site', site: 'A', state: 'executing' }, afterSeconds: 60, unit: 'BLF-3', do: 'sos' },
  { when: { on: 'sos' }, afterSeconds: 18, unit: 'BLF-3', do: 'cut' },
  { when: { on: 'word', word: '演练求救' }, afterSeconds: 2, unit: 'BLF-3', say: say('asked') },
];

function open(part: { resumed?: boolean; speed?: number } = {}) {
  const clock = createManualClock();
  const played: string[] = [];
  const run = (cue: Cue) => void played.push(cue.do ?? cue.say!.text);
  const timeline = createTimeline({ cues, speed: 1, resumed: false, clock, run, ...part });
  return { clock, played, timeline };
}

it('gives a cue so long after what it waits for, and once only', () => {
  const { clock, played, timeline } = open();
  timeline.online();
  clock.advance(5_999);
  expect(played).toEqual([]);
  clock.advance(1);
  timeline.online();
  clock.advance(60_000);
  expect(played).toEqual(['roll']);
});

it('takes the first word of a site for where it stands, and a later one for a change', () => {
  const { clock, played, timeline } = open();
  timeline.site('A', 'executing');
  clock.advance(100_000);
  expect(played).toEqual([]);
  timeline.site('A', 'suspended');
  timeline.site('A', 'executing');
  clock.advance(60_000);
  expect(played).toEqual(['sos']);
});

it('drops a cue of a state that the site has left by then', () => {
  const { clock, played, timeline } = open();
  timeline.site('A', 'on_scene');
  timeline.site('A', 'executing');
  clock.advance(30_000);
  timeline.site('A', 'withdrawn');
  clock.advance(60_000);
  expect(played).toEqual([]);
});

it('follows an alarm with what comes of it', () => {
  const { clock, played, timeline } = open();
  timeline.sos();
  clock.advance(18_000);
  expect(played).toEqual(['cut']);
});

it('listens for its word at the cue’s own unit alone', () => {
  const { clock, played, timeline } = open();
  timeline.heard('OSC-A', '演练求救');
  timeline.heard('BLF-3', '原地待命');
  clock.advance(10_000);
  expect(played).toEqual([]);
  timeline.heard('BLF-3', '请做一次演练求救');
  clock.advance(2_000);
  expect(played).toEqual(['asked']);
});

it('runs faster in a faster drill', () => {
  const { clock, played, timeline } = open({ speed: 3 });
  timeline.online();
  clock.advance(2_000);
  expect(played).toEqual(['roll']);
});

it('does not open the drill a second time after a restart', () => {
  const { clock, played, timeline } = open({ resumed: true });
  timeline.online();
  clock.advance(60_000);
  expect(played).toEqual([]);
});

it('says nothing after it was closed', () => {
  const { clock, played, timeline } = open();
  timeline.online();
  timeline.close();
  clock.advance(60_000);
  expect(played).toEqual([]);
});
