import { describe, expect, it } from 'vitest';
import { INCIDENT_GRADES, INCIDENT_STATES, type IncidentState, POLICE_STEPS } from '#contracts/incident.ts';
import {
  decideAcknowledgeIncident,
  decideAdvanceIncident,
  decideCallFalseAlarm,
  decideConfirmIncident,
  decideEscalation,
  decideGradeIncident,
  decideRaiseIncident,
  decideRaiseSos,
  decideRecordPoliceCall,
  decideReviewIncident,
  INCIDENT_TRANSITIONS,
} from '#domain/incident/decide.ts';
import { type Incident, isOpen, soundsAt } from '#domain/incident/state.ts';
import {
  aCaller, anId, anIncident, anOperation, aPhone, applied, aSite, at, aTeam, aUnit, given, NOW, NOW_MS, outcome,
} from '#support/build.ts'; // prettier-ignore

const incidentId = anId(0x800);
const stream = `incident/${incidentId}`;
const command = { commandId: anId(1), incidentId };
const chief = given(aCaller('duty_chief', { id: anId(0xa08), name: '周（虚构）' }));
const after = (decision: Parameters<typeof applied>[0], incident: Incident) =>
  applied(decision, { [stream]: incident })[stream] as Incident;

/** DOMAIN §2.3, transcribed by hand. */
const LEGAL: [IncidentState, IncidentState][] = [
  ['raised', 'confirmed'], ['raised', 'false_alarm'], ['confirmed', 'graded'], ['graded', 'responding'],
  ['responding', 'controlled'], ['controlled', 'resolved'], ['resolved', 'reviewed'], ['reviewed', 'closed'],
  ['false_alarm', 'closed'],
]; // prettier-ignore
const isLegal = (from: IncidentState, to: IncidentState) => LEGAL.some(([f, t]) => f === from && t === to);

describe('[F08] the course of an incident', () => {
  const ASK = {
    confirmed: (i: Incident) => decideConfirmIncident(i, null, { ...command, kind: 'violence' }, chief),
    false_alarm: (i: Incident) => decideCallFalseAlarm(i, { ...command, reason: '误触' }, chief),
    responding: (i: Incident) =>
      decideAdvanceIncident(i, { ...command, to: 'responding', note: '处置' }, chief),
    controlled: (i: Incident) =>
      decideAdvanceIncident(i, { ...command, to: 'controlled', note: '处置' }, chief),
    resolved: (i: Incident) => decideAdvanceIncident(i, { ...command, to: 'resolved', note: '处置' }, chief),
    reviewed: (i: Incident) => decideReviewIncident(i, { ...command, to: 'reviewed', note: '复盘' }, chief),
    closed: (i: Incident) => decideReviewIncident(i, { ...command, to: 'closed', note: '复盘' }, chief),
  } as const;
  const pairs = INCIDENT_STATES.flatMap((from) =>
    (Object.keys(ASK) as (keyof typeof ASK)[]).map((to) => [from, to] as const),
  );

  it.each(pairs)('%s → %s is granted exactly when listed', (from, to) => {
    const incident = anIncident({ state: from });
    const decision = ASK[to](incident);
    expect(decision.ok).toBe(isLegal(from, to));
    if (decision.ok) expect(after(decision, incident).state).toBe(to);
    else expect(decision.error).toEqual({ code: 'illegal_transition', params: { from, to } });
  });

  it('is listed once, for pages and hub alike', () => {
    expect([...INCIDENT_TRANSITIONS].sort()).toEqual([...LEGAL].sort());
  });

  it('is not resolved without a disposition, and keeps the one given', () => {
    const controlled = anIncident({ state: 'controlled' });
    const resolve = (note: string) =>
      decideAdvanceIncident(controlled, { ...command, to: 'resolved', note }, chief);
    expect(outcome(resolve(''))).toBe('disposition_required');
    expect(after(resolve('已带离'), controlled).disposition).toBe('已带离');
  });

  it.each(INCIDENT_STATES)(
    'at %s stays on the seats until resolved or its false alarm is closed',
    (state) => {
      expect(isOpen(anIncident({ state }))).toBe(!['resolved', 'reviewed', 'closed'].includes(state));
    },
  );

  it('[F08] a false alarm is closed by another person than the one who called it', () => {
    const called = after(
      decideCallFalseAlarm(anIncident(), { ...command, reason: '误触' }, chief),
      anIncident(),
    );
    const close = (id: string) =>
      outcome(
        decideReviewIncident(
          called,
          { ...command, to: 'closed', note: '属实' },
          given(aCaller('commander', { id })),
        ),
      );
    expect(close(chief.actor.id)).toBe('same_person');
    expect(close(anId(0xa09))).toEqual(['incident_advanced']);
  });
});

describe('[F08] the call for help', () => {
  const unit = aUnit();
  const position = { lng: 106.5, lat: 29.5, accuracyMeters: 5, ageMs: 300 };
  const sos = (open: Incident | null, operation: ReturnType<typeof anOperation> | null = null, now = NOW) =>
    decideRaiseSos(
      null,
      open,
      unit,
      operation,
      { ...command, position, raisedAt: NOW },
      given(aPhone(unit.unitId), now),
    );

  it('needs no operation, no approval, no team', () => {
    const incident = after(sos(null), null as never);
    expect(incident).toMatchObject({
      state: 'raised',
      source: 'sos',
      unitId: unit.unitId,
      courtCode: 'JJ',
      placeCourtCode: 'JJ',
      operationId: null,
      position,
    });
  });

  it('[R62] names the court on whose ground it happens', () => {
    const operation = anOperation({
      phase: 'approved',
      sites: [aSite({}, { placeCourtCode: 'JLP' })],
      teams: [aTeam({ unitIds: [unit.unitId] })],
    });
    expect(after(sos(null, operation), null as never)).toMatchObject({
      courtCode: 'JJ',
      placeCourtCode: 'JLP',
      siteId: anId(0x300),
      operationId: operation.operationId,
    });
  });

  it.each(INCIDENT_STATES)(
    'a second one while the first is at %s joins it only while that is under way',
    (state) => {
      const open = anIncident({ incidentId: anId(0x8ff), state });
      const joins = ['raised', 'confirmed', 'graded', 'responding'].includes(state);
      expect(outcome(sos(open))).toEqual([joins ? 'incident_trigger_added' : 'incident_raised']);
    },
  );

  it('a joined one sounds again, and says where', () => {
    const seen = { courtCode: 'JJ', at: NOW, name: '林（虚构）' };
    const heard = anIncident({ state: 'responding', acknowledged: [seen] });
    expect(soundsAt(heard, 'JJ')).toBe(false);
    const again = after(sos(heard, null, at(60)), heard);
    expect(again.triggers).toMatchObject([{ kind: 'unspecified', at: at(60), position }]);
    expect(soundsAt(again, 'JJ')).toBe(true);
    const quiet = after(decideAcknowledgeIncident(again, command, chief), again);
    expect(soundsAt(quiet, 'JJ')).toBe(false);
    expect(quiet.acknowledged.map(({ name }) => name)).toEqual(['林（虚构）', '周（虚构）']);
  });

  it('is not raised twice under one id', () => {
    const decision = decideRaiseSos(
      anIncident(),
      null,
      unit,
      null,
      { ...command, position: null, raisedAt: NOW },
      given(aPhone(unit.unitId)),
    );
    expect(outcome(decision)).toBe('already_exists');
  });

  it('from a seat carries who it is about and where it belongs', () => {
    const operation = anOperation({
      phase: 'approved',
      sites: [aSite({}, { placeCourtCode: 'JLP' })],
      teams: [aTeam({ unitIds: [unit.unitId] })],
    });
    const cmd = {
      ...command,
      kind: 'siege' as const,
      source: 'phone' as const,
      operationId: operation.operationId,
      unitId: unit.unitId,
      position: null,
      note: '围堵',
    };
    const decision = decideRaiseIncident(null, unit, operation, cmd, chief);
    expect(after(decision, null as never)).toMatchObject({
      kind: 'siege',
      source: 'phone',
      siteId: anId(0x300),
      placeCourtCode: 'JLP',
      note: '围堵',
    });
    expect(outcome(decideRaiseIncident(anIncident(), unit, operation, cmd, chief))).toBe('already_exists');
  });
});

describe('[F08] acknowledging', () => {
  it('stops the sound at that person’s court alone, and names him', () => {
    const incident = anIncident({ placeCourtCode: 'JLP' });
    const seen = after(decideAcknowledgeIncident(incident, command, chief), incident);
    expect(seen.acknowledged).toEqual([{ courtCode: 'JJ', at: NOW, name: '周（虚构）' }]);
    expect([soundsAt(seen, 'JJ'), soundsAt(seen, 'JLP')]).toEqual([false, true]);
    expect(outcome(decideAcknowledgeIncident(seen, command, chief))).toBe('already_answered');
    expect(seen.state).toBe('raised');
  });

  it.each([
    [
      'confirming',
      (i: Incident) => decideConfirmIncident(i, null, { ...command, kind: 'violence' as const }, chief),
    ],
    ['calling it false', (i: Incident) => decideCallFalseAlarm(i, { ...command, reason: '误触' }, chief)],
  ])('%s acknowledges as well, once', (_what, decide) => {
    expect(soundsAt(after(decide(anIncident()), anIncident()), 'JJ')).toBe(false);
    const heard = anIncident({ acknowledged: [{ courtCode: 'JJ', at: NOW, name: '' }] });
    expect(after(decide(heard), heard).acknowledged).toHaveLength(1);
  });

  it('confirming moves the site that is 实施中 into 突发处置, in the same decision', () => {
    const operation = anOperation({ phase: 'approved', sites: [aSite({ state: 'executing' })] });
    const incident = anIncident({ operationId: operation.operationId, siteId: anId(0x300) });
    expect(outcome(decideConfirmIncident(incident, operation, { ...command, kind: 'violence' }, chief))).toEqual([
      'incident_acknowledged', 'incident_confirmed', 'site_advanced',
    ]); // prettier-ignore
  });
});

describe('[F09] grading', () => {
  const grade = (
    incident: Incident,
    to: (typeof INCIDENT_GRADES)[number],
    reason = '理由',
    role: Parameters<typeof aCaller>[0] = 'duty_chief',
  ) => decideGradeIncident(incident, { ...command, grade: to, reason }, given(aCaller(role)));

  it.each(INCIDENT_STATES)('at %s is possible from 确认 to 已控制', (state) => {
    const may = ['confirmed', 'graded', 'responding', 'controlled'].includes(state);
    expect(grade(anIncident({ state }), 'serious').ok).toBe(may);
  });

  it('moves a confirmed incident on, and a responding one not back', () => {
    const confirmed = anIncident({ state: 'confirmed' });
    expect(after(grade(confirmed, 'general'), confirmed)).toMatchObject({
      state: 'graded',
      grade: 'general',
    });
    const responding = anIncident({ state: 'responding', grade: 'general' });
    expect(after(grade(responding, 'serious'), responding)).toMatchObject({
      state: 'responding',
      grade: 'serious',
    });
  });

  it.each(INCIDENT_GRADES.flatMap((from, f) => INCIDENT_GRADES.map((to, t) => [from, to, t - f] as const)))(
    '%s → %s',
    (from, to, step) => {
      const incident = anIncident({ state: 'responding', grade: from });
      const [withReason, without, bySupervisor] = [
        grade(incident, to),
        grade(incident, to, ''),
        grade(incident, to, '理由', 'supervisor'),
      ].map(outcome);
      const granted = ['incident_graded'];
      if (step === 0)
        expect([withReason, without, bySupervisor]).toEqual([
          'already_answered',
          'already_answered',
          'already_answered',
        ]);
      else if (step > 0) expect([withReason, without, bySupervisor]).toEqual([granted, granted, granted]);
      else if (from === 'extremely_serious')
        expect([withReason, without, bySupervisor]).toEqual(['not_allowed', 'not_allowed', 'not_allowed']);
      else expect([withReason, without, bySupervisor]).toEqual([granted, 'reason_required', 'not_allowed']);
    },
  );
});

describe('[R63] an unconfirmed alarm', () => {
  const levels = (incident: Incident, seconds: number) =>
    decideEscalation(incident, NOW_MS + seconds * 1000, chief).map(({ event }) =>
      event.type === 'incident_escalated' ? [event.level, event.afterSeconds] : [],
    );

  it('goes to the duty chief at 60 s and to the higher court at 180 s, not before', () => {
    expect(levels(anIncident(), 59.999)).toEqual([]);
    expect(levels(anIncident(), 60)).toEqual([['duty_chief', 60]]);
    const told = anIncident({ escalations: [{ level: 'duty_chief', at: at(60) }] });
    expect(levels(told, 179.999)).toEqual([]);
    expect(levels(told, 180)).toEqual([['supervisor', 180]]);
    expect(levels(anIncident(), 600)).toEqual([
      ['duty_chief', 60],
      ['supervisor', 180],
    ]);
  });

  it('escalates although it was acknowledged: acknowledged is not confirmed', () => {
    expect(levels(anIncident({ acknowledged: [{ courtCode: 'JJ', at: NOW, name: '' }] }), 60)).toHaveLength(
      1,
    );
  });

  it.each(INCIDENT_STATES.filter((state) => state !== 'raised'))('no longer once it is %s', (state) => {
    expect(levels(anIncident({ state }), 600)).toEqual([]);
  });
});

describe('[L02] the police call', () => {
  const call = (incident: Incident, step: (typeof POLICE_STEPS)[number]) =>
    decideRecordPoliceCall(incident, { ...command, step, station: '九龙坡公安（演练）', number: '' }, chief);
  const at_ = (...steps: (typeof POLICE_STEPS)[number][]) =>
    anIncident({ police: steps.map((step) => ({ step, at: NOW, station: '', number: '' })) });

  it.each(INCIDENT_STATES)('is asked at once, whatever the state: %s', (state) => {
    expect(outcome(call(anIncident({ state }), 'asked'))).toEqual(['police_call_recorded']);
  });

  it.each(POLICE_STEPS.flatMap((last, l) => POLICE_STEPS.map((next, n) => [last, next, n > l] as const)))(
    'after %s comes %s: forward only (%s)',
    (last, next, forward) => {
      expect(outcome(call(at_(last), next))).toEqual(
        forward ? ['police_call_recorded'] : 'illegal_transition',
      );
    },
  );

  it('begins with the asking', () => {
    for (const step of POLICE_STEPS.slice(1))
      expect(outcome(call(anIncident(), step))).toBe('illegal_transition');
  });
});
