import { describe, expect, it } from 'vitest';
import { OPERATION_STATES } from '#contracts/operation.ts';
import { transition } from '#domain/operation/lifecycle.ts';
import { milestones, siteSteps, wholeSteps } from '#renderer/console/features/operations/lifecycle-view.ts';
import { isEditable, nextStep, submitGaps } from '#renderer/console/features/operations/next-step.ts';
import { waitsFor } from '#renderer/console/features/operations/use-inbox.ts';
import { anId, anOperation, aSite, aTeam, at } from '#support/build.ts';

const chief = { advance: true, withdraw: true, role: 'duty_chief' } as const;
const operator = { ...chief, role: 'operator' } as const;
const approved = anOperation({ phase: 'approved', sites: [aSite()] });
const stepsFrom = (
  state: (typeof OPERATION_STATES)[number],
  may: typeof chief | typeof operator = chief,
  resumeTo: (typeof OPERATION_STATES)[number] | null = null,
) => siteSteps(approved, aSite({ state, resumeTo }), may).map((step) => `${step.to}:${step.ask}`);

describe('keys of a site', () => {
  it('are what the lifecycle table lists, and no other', () => {
    for (const state of OPERATION_STATES) {
      for (const { to } of siteSteps(approved, aSite({ state, resumeTo: 'executing' }), chief))
        expect([state, to, transition('site', state, to) !== undefined]).toEqual([state, to, true]);
    }
  });

  it('ask the gate before the departure, a reason before a suspension, and once more before what is final', () => {
    expect(stepsFrom('mustering')).toEqual(['en_route:gate']);
    expect(stepsFrom('executing')).toEqual([
      'wrap_up:confirm',
      'incident:confirm',
      'suspended:reason',
      'withdrawn:withdraw',
    ]);
    expect(stepsFrom('suspended', chief, 'on_scene')).toEqual(['on_scene:none', 'withdrawn:withdraw']);
  });

  it('[R61] always hold the withdrawal where the policy allows it, also for whoever does not command', () => {
    expect(stepsFrom('executing', operator)).toEqual([
      'wrap_up:confirm',
      'incident:confirm',
      'withdrawn:withdraw',
    ]);
    expect(
      siteSteps(approved, aSite({ state: 'executing' }), { ...operator, advance: false }).map(
        (step) => step.to,
      ),
    ).toEqual(['withdrawn']);
  });

  it('are none before the approval', () => {
    expect(siteSteps(anOperation({ phase: 'pending' }), aSite(), chief)).toEqual([]);
  });
});

it('leads the whole operation from the wrap-up to the archive, by whoever commands', () => {
  const wrapped = anOperation({ phase: 'approved', sites: [aSite({ state: 'wrap_up' })] });
  expect(wholeSteps(wrapped, chief)).toEqual([{ to: 'reporting', ask: 'confirm', resume: false }]);
  expect(wholeSteps(wrapped, operator)).toEqual([]);
  expect(wholeSteps(anOperation({ phase: 'reporting' }), chief).map((step) => step.to)).toEqual(['closed']);
  expect(wholeSteps(approved, chief)).toEqual([]);
});

it('shows on a site’s way what is behind, where it is and what lies ahead', () => {
  const site = aSite({
    state: 'on_scene',
    times: [
      { state: 'mustering', at: at(1) },
      { state: 'en_route', at: at(2) },
      { state: 'on_scene', at: at(3) },
    ],
  });
  const operation = anOperation({
    phase: 'approved',
    approvals: [{ at: at(0), by: '', name: '', documentNumber: '', opinion: '' }],
    sites: [site],
  });
  expect(milestones(operation, site).map(({ state, at: time, place }) => [state, time, place])).toEqual([
    ['approved', at(0), 'past'],
    ['mustering', at(1), 'past'],
    ['en_route', at(2), 'past'],
    ['on_scene', at(3), 'now'],
    ['executing', null, 'ahead'],
    ['wrap_up', null, 'ahead'],
  ]);
});

describe('what comes next', () => {
  const drafts = { draft: true, approve: false };
  const me = anId(0xa00);
  it('leads from the empty draft to the approval', () => {
    const say = (part: Parameters<typeof anOperation>[0]) => nextStep(anOperation(part), me, drafts)?.say;
    const sites = [aSite({}, { commanderUnitId: anId(0x100) })];
    expect(say({ cases: [] })).toBe('cases');
    expect(say({})).toBe('sites');
    expect(say({ sites })).toBe('risk');
    expect(say({ sites, phase: 'assessed' })).toBe('teams');
    expect(say({ sites, phase: 'assessed', teams: [aTeam()] })).toBe('submit');
    expect(say({ sites, phase: 'pending' })).toBe('wait');
    expect(say({ sites, phase: 'returned' })).toBe('reopen');
    expect(say({ sites, phase: 'approved' })).toBe('gate');
    expect(say({ sites: [aSite({ state: 'executing' })], phase: 'approved' })).toBe('lead');
    expect(say({ phase: 'archived' })).toBeUndefined();
  });

  it('is the approval for another person than the proposer, never for himself', () => {
    const pending = anOperation({ phase: 'pending', submitter: anId(0xa01) });
    const approver = { draft: false, approve: true };
    expect(nextStep(pending, anId(0xa02), approver)?.say).toBe('approve');
    expect(nextStep(pending, anId(0xa00), approver)?.say).toBe('wait');
    expect(waitsFor(pending, anId(0xa01))).toBe(false);
  });

  it('names every gap that keeps a plan from being submitted', () => {
    expect(submitGaps(anOperation({ cases: [] }))).toEqual(['cases', 'sites', 'risk']);
    expect(
      submitGaps(anOperation({ sites: [aSite({}, { commanderUnitId: anId(0x100) })], phase: 'assessed' })),
    ).toEqual([]);
    expect(isEditable(anOperation({ phase: 'pending' }))).toBe(false);
  });
});
