import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#contracts/finding.ts';
import type { OperationState } from '#contracts/operation.ts';
import { ROLES } from '#contracts/roles.ts';
import {
  decideAdvanceSite,
  decideAdvanceWhole,
  decideApproveOperation,
  decideCancelOperation,
  decideDisbandTeam,
  decideDraftOperation,
  decideEnterIncident,
  decideFormTeam,
  decidePlaceSite,
  decideRecordDocument,
  decideRemoveSite,
  decideReviseOperation,
  decideSubmitOperation,
  decideWithdrawSite,
} from '#domain/operation/decide.ts';
import {
  aCaller, aDocument, anId, anOperation, aPhone, applied, aSite, aSitePlan, aTeam, aUnit, given, NOW, outcome,
} from '#support/build.ts'; // prettier-ignore

const operationId = anId(0x200);
const siteId = anId(0x300);
const command = { commandId: anId(1), operationId };
const chief = given(aCaller('duty_chief', { id: anId(0xa08) }));
const draft = { ...command, title: '查封', type: 'seizure' as const, plannedStart: NOW, cases: [] };

describe('drafting', () => {
  it('[F02] stamps the rule set, the proposer and the drill flag', () => {
    const decision = decideDraftOperation(null, draft, {
      ...given(),
      drill: true,
      number: '行动1号',
      ruleSetVersion: 'v9',
    });
    expect(applied(decision)[`operation/${operationId}`]).toMatchObject({
      phase: 'draft', number: '行动1号', ruleSetVersion: 'v9', drill: true, courtCode: 'JJ',
      proposer: { id: given().actor.id, name: given().actor.name },
    }); // prettier-ignore
  });

  it('[F02] refuses an id that is taken', () => {
    const decision = decideDraftOperation(anOperation(), draft, {
      ...given(),
      number: '',
      ruleSetVersion: '',
    });
    expect(outcome(decision)).toBe('already_exists');
  });

  const editable: OperationState[] = ['draft', 'assessed', 'returned'];
  it.each<OperationState>([
    'draft',
    'assessed',
    'pending',
    'returned',
    'approved',
    'reporting',
    'closed',
    'archived',
    'cancelled',
  ])('[F02] changes plan and sites at %s only before it is submitted', (phase) => {
    const operation = anOperation({ phase, sites: [aSite()] });
    const decisions = [
      decideReviseOperation(operation, draft, given()),
      decidePlaceSite(operation, { ...command, site: aSitePlan() }, given()),
      decideRemoveSite(operation, { ...command, siteId }, given()),
    ];
    for (const decision of decisions)
      expect(decision.ok ? 'ok' : decision.error.code).toBe(editable.includes(phase) ? 'ok' : 'not_editable');
  });

  it('a removed site takes its teams along and frees their units', () => {
    const unit = aUnit({ assignment: { operationId, siteId, teamId: anId(0x400) }, status: 'assigned' });
    const operation = anOperation({ sites: [aSite()], teams: [aTeam()] });
    const after = applied(decideRemoveSite(operation, { ...command, siteId }, given()), {
      [`operation/${operationId}`]: operation,
      [`unit/${unit.unitId}`]: unit,
    });
    expect(after[`operation/${operationId}`]).toMatchObject({ sites: {}, teams: {} });
    expect(after[`unit/${unit.unitId}`]).toMatchObject({ assignment: null, status: 'standby' });
  });

  it('refuses to submit a plan without a site or without a case', () => {
    const submit = (part: Parameters<typeof anOperation>[0]) =>
      outcome(decideSubmitOperation(anOperation({ phase: 'assessed', ...part }), command, given()));
    expect(submit({ sites: [] })).toBe('nothing_planned');
    expect(submit({ sites: [aSite()], cases: [] })).toBe('nothing_planned');
    expect(submit({ sites: [aSite({}, { commanderUnitId: anId(0x100) })] })).toEqual(['operation_submitted']);
  });

  it('[R16] refuses to submit a site without a commander, which could never depart once approved', () => {
    const operation = anOperation({ phase: 'assessed', sites: [aSite()] });
    const refused = decideSubmitOperation(operation, command, given());
    expect(refused).toEqual({ ok: false, error: { code: 'gate_open', params: { rules: 'R16', count: 1 } } });
  });

  it.each<OperationState>(['closed', 'archived', 'cancelled'])('takes no document once %s', (phase) => {
    const cmd = { ...command, document: aDocument('ruling') };
    expect(outcome(decideRecordDocument(anOperation({ phase }), cmd, given()))).toBe('not_editable');
    expect(outcome(decideRecordDocument(anOperation({ phase: 'approved' }), cmd, given()))).toEqual([
      'document_recorded',
    ]);
  });

  it('[F03] replaces a document only while the plan is being made', () => {
    const documents = [aDocument('ruling')];
    const replace = (phase: OperationState, documentId = documents[0]!.documentId) =>
      outcome(
        decideRecordDocument(
          anOperation({ phase, documents }),
          { ...command, document: aDocument('ruling', { documentId, number: '另一号' }) },
          given(),
        ),
      );
    for (const phase of ['draft', 'assessed', 'returned'] as const)
      expect(replace(phase)).toEqual(['document_recorded']);
    for (const phase of ['pending', 'approved', 'reporting'] as const)
      expect([replace(phase), replace(phase, anId(0x5ff))]).toEqual([
        'already_exists',
        ['document_recorded'],
      ]);
  });

  it('frees every unit when it is cancelled', () => {
    const teams = [
      aTeam({ unitIds: [anId(0x101), anId(0x102)] }),
      aTeam({ teamId: anId(0x401), unitIds: [anId(0x103)] }),
    ];
    const decision = decideCancelOperation(anOperation({ teams }), { ...command, reason: '撤回' }, given());
    const freed = decision.ok
      ? decision.value.flatMap(({ event }) => (event.type === 'unit_released' ? event.unitId : []))
      : [];
    expect(freed).toEqual([anId(0x101), anId(0x102), anId(0x103)]);
  });
});

describe('approving', () => {
  const [proposer, submitter, approver] = [anId(0xa01), anId(0xa02), anId(0xa03)];
  const pending = anOperation({ phase: 'pending', proposer: { id: proposer, name: '' }, submitter });
  const approve = (id: string) =>
    decideApproveOperation(
      pending,
      { ...command, documentNumber: '审〔1〕', opinion: '同意' },
      given(aCaller('approver', { id })),
    );

  it('[F03] refuses whoever proposed it and whoever submitted it', () => {
    expect(outcome(approve(proposer))).toBe('same_person');
    expect(outcome(approve(submitter))).toBe('same_person');
  });

  it('[F03] keeps approver, time, document number and opinion', () => {
    const after = applied(approve(approver), { [`operation/${operationId}`]: pending });
    expect(after[`operation/${operationId}`]).toMatchObject({
      phase: 'approved',
      approvals: [{ at: NOW, by: approver, name: '林（虚构）', documentNumber: '审〔1〕', opinion: '同意' }],
    });
  });
});

describe('[F05] teams', () => {
  const teamId = anId(0x400);
  const form = (unit: ReturnType<typeof aUnit> | null, part = {}, unitIds = [anId(0x100)]) =>
    decideFormTeam(
      anOperation({ sites: [aSite()], ...part }),
      unitIds.map(() => unit),
      { ...command, team: aTeam({ unitIds }) },
      given(),
    );

  it('name the operation that holds a busy unit', () => {
    const elsewhere = anId(0x2ff);
    const unit = aUnit({ assignment: { operationId: elsewhere, siteId: null, teamId } });
    expect(form(unit)).toEqual({
      ok: false,
      error: { code: 'unit_busy', params: { callSign: 'A1-01', operationId: elsewhere } },
    });
  });

  it('refuse a unit of another team, one out of service, one retired, one unknown, and a site that is not there', () => {
    expect(outcome(form(aUnit({ assignment: { operationId, siteId, teamId: anId(0x499) } })))).toBe(
      'unit_busy',
    );
    expect(outcome(form(aUnit({ status: 'unavailable' })))).toBe('unit_unavailable');
    expect(outcome(form(aUnit({ retired: true })))).toBe('not_found');
    expect(outcome(form(null))).toBe('not_found');
    expect(outcome(form(aUnit(), { sites: [] }))).toBe('not_found');
  });

  it('count a member named twice once', () => {
    const after = applied(form(aUnit(), {}, [anId(0x100), anId(0x100)]), {
      [`operation/${operationId}`]: anOperation(),
    });
    expect(after[`operation/${operationId}`]).toMatchObject({
      teams: { [teamId]: { unitIds: [anId(0x100)] } },
    });
  });

  it('reserve new members and free those who left', () => {
    const [stays, leaves, comes] = [anId(0x101), anId(0x102), anId(0x103)];
    const assignment = { operationId, siteId, teamId };
    const units = [
      aUnit({ unitId: stays, assignment, status: 'en_route' }),
      aUnit({ unitId: leaves, assignment, status: 'assigned' }),
      aUnit({ unitId: comes }),
    ];
    const operation = anOperation({ sites: [aSite()], teams: [aTeam({ unitIds: [stays, leaves] })] });
    const after = applied(
      decideFormTeam(
        operation,
        [units[0]!, units[2]!],
        { ...command, team: aTeam({ unitIds: [stays, comes] }) },
        given(),
      ),
      Object.fromEntries(units.map((unit) => [`unit/${unit.unitId}`, unit])),
    );
    expect(after[`unit/${stays}`]).toMatchObject({ assignment, status: 'en_route' });
    expect(after[`unit/${leaves}`]).toMatchObject({ assignment: null, status: 'standby' });
    expect(after[`unit/${comes}`]).toMatchObject({ assignment, status: 'assigned' });
  });

  it('may be reinforced and disbanded until every site has wrapped up, then no more', () => {
    const out = { phase: 'approved' as const, sites: [aSite({ state: 'executing' })], teams: [aTeam()] };
    const wrapped = { ...out, sites: [aSite({ state: 'wrap_up' })] };
    const disband = (part: typeof out) =>
      outcome(decideDisbandTeam(anOperation(part), { ...command, teamId }, given()));
    expect(outcome(form(aUnit(), out))).toEqual(['team_formed', 'unit_assigned']);
    expect(disband(out)).toEqual(['team_disbanded', 'unit_released']);
    for (const part of [
      wrapped,
      { ...out, phase: 'pending' as const },
      { ...out, phase: 'closed' as const },
    ]) {
      expect(outcome(form(aUnit(), part))).toBe('not_editable');
      expect(disband(part as typeof out)).toBe('not_editable');
    }
  });
});

describe('moving a site', () => {
  const commanderUnitId = anId(0x102);
  const at = (state: OperationState) =>
    anOperation({ phase: 'approved', sites: [aSite({ state }, { commanderUnitId })] });
  const advance = (state: OperationState, to: OperationState, actor: ReturnType<typeof aCaller>, part = {}) =>
    decideAdvanceSite(
      at(state),
      { ...command, siteId, to, reason: '命令', overrides: [], ...part },
      [],
      given(actor),
    );
  const osc = aPhone(commanderUnitId, { role: 'on_scene_commander' });
  const neighbour = aPhone(anId(0x109), { role: 'on_scene_commander' });

  it.each([
    ['executing', 'suspended'],
    ['incident', 'executing'],
  ] as const)(
    '[F02] %s → %s is for who commands: duty chief, commander, the commander of this site',
    (from, to) => {
      for (const actor of [aCaller('duty_chief'), aCaller('commander'), osc])
        expect(outcome(advance(from, to, actor))).toEqual(['site_advanced']);
      for (const actor of [aCaller('operator'), neighbour])
        expect(outcome(advance(from, to, actor))).toBe('not_allowed');
    },
  );

  it('[F14] the commander of a neighbouring site moves nothing here', () => {
    expect(outcome(advance('approved', 'mustering', neighbour))).toBe('not_allowed');
    expect(outcome(advance('approved', 'mustering', osc))).toEqual(['site_advanced']);
  });

  it('suspends only with a reason', () => {
    expect(outcome(advance('executing', 'suspended', aCaller('duty_chief'), { reason: '' }))).toBe(
      'reason_required',
    );
  });

  it('an alarm moves a site that is 实施中 into 突发处置, and no other', () => {
    const states: OperationState[] = [
      'approved',
      'mustering',
      'en_route',
      'on_scene',
      'executing',
      'incident',
      'suspended',
      'withdrawn',
      'wrap_up',
    ];
    expect(states.filter((state) => decideEnterIncident(at(state), siteId, chief).length > 0)).toEqual([
      'executing',
    ]);
    expect(decideEnterIncident(at('executing'), null, chief)).toEqual([]);
    expect(decideEnterIncident(at('executing'), anId(0x3ff), chief)).toEqual([]);
  });
});

describe('the departure gate at 出发', () => {
  const ready = anOperation({ phase: 'approved', sites: [aSite({ state: 'mustering' })] });
  const finding = (part: Partial<Finding> = {}): Finding => ({
    ruleId: 'R03', mode: 'GATE', siteId, met: false, figures: {}, source: '通行做法', ...part,
  }); // prettier-ignore
  const override = { ruleId: 'R03', siteId, reason: '支援途中' };
  const depart = (findings: Finding[], overrides: (typeof override)[] = [], actor = aCaller('duty_chief')) =>
    decideAdvanceSite(
      ready,
      { ...command, siteId, to: 'en_route', reason: '', overrides },
      findings,
      given(actor),
    );

  it('names every rule that is not met', () => {
    expect(depart([finding(), finding({ ruleId: 'R11' }), finding({ ruleId: 'R02', met: true })])).toEqual({
      ok: false,
      error: { code: 'gate_open', params: { rules: 'R03 R11', count: 2 } },
    });
  });

  it('lets a WARN and another site pass', () => {
    const findings = [finding({ mode: 'WARN' }), finding({ siteId: anId(0x3ff) })];
    expect(outcome(depart(findings))).toEqual(['site_advanced']);
  });

  it('holds for a finding about the whole operation', () => {
    expect(outcome(depart([finding({ siteId: null })]))).toBe('gate_open');
  });

  it.each(ROLES)('a GATE is overridden with a reason by duty chief and commander alone: %s', (role) => {
    const may = role === 'duty_chief' || role === 'commander';
    expect(outcome(depart([finding()], [override], aCaller(role)))).toEqual(
      may ? ['site_advanced'] : 'gate_open',
    );
  });

  it('a BLOCK is overridden by nobody', () => {
    for (const role of ROLES)
      expect(outcome(depart([finding({ mode: 'BLOCK' })], [override], aCaller(role)))).toBe('gate_open');
  });

  it('an override counts for its own rule and its own site only', () => {
    expect(outcome(depart([finding()], [{ ...override, ruleId: 'R11' }]))).toBe('gate_open');
    expect(outcome(depart([finding()], [{ ...override, siteId: anId(0x3ff) }]))).toBe('gate_open');
  });

  it('keeps in the record what was found and what was overridden, and no override that was not needed', () => {
    const decision = depart([finding()], [override, { ...override, ruleId: 'R99' }]);
    const event = decision.ok ? decision.value[0]!.event : null;
    expect(event).toMatchObject({ overrides: [override], findings: [finding()] });
  });

  it('is asked at no other step', () => {
    const steps: [OperationState, OperationState][] = [
      ['approved', 'mustering'],
      ['en_route', 'on_scene'],
      ['on_scene', 'executing'],
      ['executing', 'wrap_up'],
    ];
    for (const [state, to] of steps) {
      const operation = anOperation({ phase: 'approved', sites: [aSite({ state })] });
      const cmd = { ...command, siteId, to, reason: '', overrides: [] };
      expect(outcome(decideAdvanceSite(operation, cmd, [finding({ mode: 'BLOCK' })], chief))).toEqual([
        'site_advanced',
      ]);
    }
  });

  const anyFinding = fc.record({
    ruleId: fc.constantFrom('R01', 'R03', 'R16'),
    mode: fc.constantFrom('BLOCK' as const, 'GATE' as const, 'WARN' as const),
    siteId: fc.constantFrom(siteId, null, anId(0x3ff)),
    met: fc.boolean(),
  });

  it('opens exactly when nothing unmet is left that binds: any findings, any overrides, any role', () => {
    const overrides = fc.array(
      fc.record({
        ruleId: fc.constantFrom('R01', 'R03', 'R16'),
        siteId: fc.constantFrom(siteId, null),
        reason: fc.constant('理由'),
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 6 }),
        overrides,
        fc.constantFrom(...ROLES),
        (findings, overriding, role) => {
          const named = role === 'duty_chief' || role === 'commander';
          const binds = findings.some(
          (f) =>
            !f.met && f.siteId !== anId(0x3ff) &&
            (f.mode === 'BLOCK' || (f.mode === 'GATE' && !(named && overriding.some((o) => o.ruleId === f.ruleId && o.siteId === f.siteId)))),
        ); // prettier-ignore
          const decision = depart(
            findings.map((f) => finding(f)),
            overriding as (typeof override)[],
            aCaller(role),
          );
          expect(decision.ok).toBe(!binds);
        },
      ),
    );
  });
});

describe('[R61] withdrawal', () => {
  const commanderUnitId = anId(0x102);
  const out: OperationState[] = ['en_route', 'on_scene', 'executing', 'incident', 'suspended'];

  it('is granted out there whatever is missing: documents, approvals, staff, reason', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...out),
        fc.constantFrom('low', 'medium', 'high', null),
        fc.boolean(),
        fc.constantFrom('', '人员受伤'),
        fc.constantFrom(
          aCaller('duty_chief'),
          aCaller('commander'),
          aCaller('operator'),
          aPhone(commanderUnitId, { role: 'on_scene_commander' }),
        ),
        (state, grade, bankruptcyAccepted, reason, actor) => {
          const operation = anOperation({
            phase: 'approved',
            sites: [aSite({ state }, { commanderUnitId })],
            approvals: [],
            documents: [],
            teams: [],
          });
          operation.cases = operation.cases.map((c) => ({ ...c, bankruptcyAccepted }));
          operation.risk = grade === null ? null : { grade, factors: '', at: NOW };
          expect(
            outcome(decideWithdrawSite(operation, { ...command, siteId, reason }, given(actor))),
          ).toEqual(['site_advanced']);
        },
      ),
    );
  });

  it('on the ground is ordered by the commander of that site, not of a neighbouring one', () => {
    const operation = anOperation({
      phase: 'approved',
      sites: [aSite({ state: 'executing' }, { commanderUnitId })],
    });
    const neighbour = aPhone(anId(0x109), { role: 'on_scene_commander' });
    expect(outcome(decideWithdrawSite(operation, { ...command, siteId, reason: '' }, given(neighbour)))).toBe(
      'not_allowed',
    );
  });
});

describe('[F02] closing', () => {
  const close = (openIncidents: number, role: Parameters<typeof aCaller>[0] = 'duty_chief') =>
    decideAdvanceWhole(
      anOperation({ phase: 'reporting', teams: [aTeam()] }),
      { ...command, siteId: null, to: 'closed', reason: '', overrides: [] },
      openIncidents,
      given(aCaller(role)),
    );

  it('waits for open incidents and says how many', () => {
    expect(close(2)).toEqual({ ok: false, error: { code: 'incident_open', params: { count: 2 } } });
  });
  it('frees every unit', () => expect(outcome(close(0))).toEqual(['operation_advanced', 'unit_released']));
  it('is for duty chief and commander', () => {
    expect(ROLES.filter((role) => close(0, role).ok)).toEqual(['duty_chief', 'commander']);
  });
});
