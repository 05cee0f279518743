import { describe, expect, it } from 'vitest';
import type { Finding } from '#contracts/finding.ts';
import type { CaseDocument, TeamPlan } from '#contracts/operation.ts';
import type { Operation } from '#domain/operation/state.ts';
import { checkDepartureGate, DEPARTURE_RULES, staffOf } from '#domain/rules/departure-gate.ts';
import type { Unit } from '#domain/unit/state.ts';
import { aDocument, anId, anOperation, aSite, aTeam, aUnit, NOW, provinceOf } from '#support/build.ts';

type Scene = {
  operation?: Parameters<typeof anOperation>[0];
  units?: Unit[];
  plan?: Parameters<typeof aSite>[1];
  documents?: CaseDocument[];
  now?: string;
};
const [lead, second] = [
  aUnit({ unitId: anId(0x101) }, { callSign: 'A1-01' }),
  aUnit({ unitId: anId(0x102) }, { callSign: 'A1-02' }),
];

/** Two certified officers with cameras, one of them the commander, and a ruling: nothing is missing. */
const scene = ({
  operation = {},
  units = [lead, second],
  plan = {},
  documents = [aDocument('ruling')],
  now = NOW,
}: Scene = {}) => {
  const teams: TeamPlan[] = [aTeam({ unitIds: units.map(({ unitId }) => unitId) })];
  const whole: Operation = anOperation({
    operationType: 'service', phase: 'approved', sites: [aSite({}, { commanderUnitId: lead.unitId, ...plan })], teams, documents, ...operation,
  }); // prettier-ignore
  return checkDepartureGate({
    operation: whole,
    units: new Map(units.map((unit) => [unit.unitId, unit])),
    provinceOf,
    now,
  });
};
const found = (ruleId: string, what: Scene = {}): Finding | undefined =>
  scene(what).find((finding) => finding.ruleId === ruleId);
const met = (ruleId: string, what: Scene = {}) => found(ruleId, what)?.met ?? null;
const bailiff = (n: number) => aUnit({ unitId: anId(0x110 + n) }, { kind: 'bailiff', callSign: `BLF-${n}` });

describe('the departure gate', () => {
  it('finds nothing missing in a plan that has everything', () => {
    expect(scene().filter((finding) => !finding.met)).toEqual([]);
    expect(scene().map(({ ruleId }) => ruleId)).toEqual(['R16', 'R36', 'R03', 'F36', 'R11', 'R02']);
  });

  it('has every mode as DOMAIN §3.1 gives it; R05w and R08 only warn, R08 because its figure is local', () => {
    expect(DEPARTURE_RULES.map(({ id, mode }) => [id, mode])).toEqual([
      ['R16', 'BLOCK'], ['R09', 'BLOCK'], ['R36', 'BLOCK'], ['R01', 'GATE'], ['R03', 'GATE'], ['F36', 'GATE'], ['R11', 'GATE'],
      ['R02', 'GATE'], ['R05', 'GATE'], ['R05w', 'WARN'], ['R06', 'GATE'], ['R10', 'GATE'], ['R08', 'WARN'], ['R14', 'WARN'],
    ]); // prettier-ignore
  });

  it('shows a source with every finding', () => {
    for (const { source } of DEPARTURE_RULES) expect(source).not.toBe('');
    for (const finding of scene({ units: [] }))
      expect(finding.source).toBe(DEPARTURE_RULES.find(({ id }) => id === finding.ruleId)!.source);
  });

  it('speaks of each site by itself', () => {
    const sites = [aSite({}, { commanderUnitId: lead.unitId }), aSite({}, { siteId: anId(0x301) })];
    const findings = scene({ operation: { sites } });
    expect(
      findings.filter(({ ruleId }) => ruleId === 'R16').map(({ siteId, met: ok }) => [siteId, ok]),
    ).toEqual([
      [anId(0x300), true],
      [anId(0x301), false],
    ]);
  });

  it('counts a site’s teams and its commander, each once, and nobody who stands by', () => {
    const operation = anOperation({
      sites: [aSite({}, { commanderUnitId: lead.unitId })],
      teams: [
        aTeam({ unitIds: [lead.unitId] }),
        aTeam({ teamId: anId(0x401), siteId: null, unitIds: [second.unitId] }),
      ],
    });
    const units = new Map([lead, second].map((unit) => [unit.unitId, unit]));
    expect(staffOf(operation, anId(0x300), units)).toEqual([lead]);
  });
});

describe('people', () => {
  it('[R16] one commander a site, in service and not in another operation', () => {
    expect(found('R16')).toMatchObject({ met: true, figures: { commander: 'A1-01' } });
    expect(met('R16', { plan: { commanderUnitId: null } })).toBe(false);
    expect(met('R16', { plan: { commanderUnitId: anId(0x1ff) } })).toBe(false);
    expect(met('R16', { units: [{ ...lead, retired: true }, second] })).toBe(false);
    const serving = (operationId: string) => [
      { ...lead, assignment: { operationId, siteId: null, teamId: anId(0x400) } },
      second,
    ];
    expect(met('R16', { units: serving(anId(0x200)) })).toBe(true);
    expect(met('R16', { units: serving(anId(0x2ff)) })).toBe(false);
  });

  it('[R09] no bailiffs alone', () => {
    expect(met('R09')).toBeNull();
    expect(
      found('R09', { units: [bailiff(1), bailiff(2)], plan: { commanderUnitId: bailiff(1).unitId } }),
    ).toMatchObject({ met: false, figures: { bailiffs: 2, officers: 0 } });
    expect(found('R09', { units: [lead, bailiff(1)] })).toMatchObject({
      met: true,
      figures: { bailiffs: 1, officers: 1 },
    });
  });

  it('[R03] two certified officers a site', () => {
    expect(found('R03')).toMatchObject({ met: true, figures: { certified: 2, required: 2 } });
    expect(found('R03', { units: [lead, bailiff(1)] })).toMatchObject({
      met: false,
      figures: { certified: 1, required: 2 },
    });
  });

  it('[F36] names the officers whose certificate has run out, by the day in Beijing', () => {
    const until = (day: string) => [
      aUnit({ unitId: lead.unitId }, { callSign: 'A1-01', enforcementIdUntil: day }),
      second,
    ];
    expect(found('F36', { units: until('2026-11-23') })).toMatchObject({
      met: false,
      figures: { units: 'A1-01', count: 1 },
    });
    expect(met('F36', { units: until('2026-11-24') })).toBe(true);
    const dawn = '2026-11-23T22:00:00.000Z'; // 06:00 on the 24th in Beijing
    expect(met('F36', { units: until('2026-11-23'), now: dawn })).toBe(false);
    expect(met('R03', { units: until('2026-11-23'), now: dawn })).toBe(false);
  });

  it('[R11] a camera for every officer and bailiff; assistants and vehicles need none', () => {
    const bare = aUnit({ unitId: anId(0x120) }, { callSign: 'A1-03', cameraLabel: '' });
    expect(found('R11', { units: [lead, second, bare] })).toMatchObject({
      met: false,
      figures: { units: 'A1-03', cameras: 2, people: 3 },
    });
    const none = (kind: 'assistant' | 'vehicle') => aUnit({ unitId: anId(0x121) }, { kind, cameraLabel: '' });
    expect(met('R11', { units: [lead, second, none('assistant')] })).toBe(true);
    expect(met('R11', { units: [lead, second, none('vehicle')] })).toBe(true);
  });

  it('[R05] warns when a woman may be searched and no woman goes', () => {
    const plan = { womanMayBeSearched: true };
    expect(met('R05w')).toBeNull();
    expect(met('R05w', { plan })).toBe(false);
    const woman = aUnit({ unitId: second.unitId }, { sex: 'female' });
    expect(found('R05w', { plan, units: [lead, woman] })).toMatchObject({ met: true, figures: { women: 1 } });
  });
});

describe('documents', () => {
  const needs = (ruleId: string, kind: CaseDocument['kind'], what: Scene) => {
    expect(met(ruleId, { ...what, documents: [] })).toBe(false);
    expect(found(ruleId, { ...what, documents: [aDocument(kind)] })).toMatchObject({
      met: true,
      figures: { number: `${kind}-1` },
    });
    expect(met(ruleId, { ...what, documents: [aDocument('other')] })).toBe(false);
  };

  it('[R01] out of the province: the high court’s approval', () => {
    needs('R01', 'out_of_province_approval', { plan: { placeCourtCode: 'JLP' } });
    expect(met('R01', { plan: { placeCourtCode: 'CD' } })).toBeNull();
  });
  it('[R02] the ruling', () => needs('R02', 'ruling', {}));
  it('[R05] a search: the warrant', () => {
    needs('R05', 'search_warrant', { operation: { operationType: 'search' } });
    needs('R05', 'search_warrant', { plan: { womanMayBeSearched: true } });
    expect(met('R05')).toBeNull();
  });
  it('[R06] an eviction: the notice', () => {
    needs('R06', 'eviction_notice', { operation: { operationType: 'eviction' } });
    expect(met('R06')).toBeNull();
  });

  it.each(['medium', 'high'] as const)(
    '[R10] at %s risk: the plan and the contact with the police, both',
    (grade) => {
      const operation = { risk: { grade, factors: '', at: NOW } };
      const [plan, contact] = [
        aDocument('risk_plan'),
        aDocument('police_contact', { documentId: anId(0x501) }),
      ];
      expect(
        [[], [plan], [contact], [plan, contact]].map((documents) => met('R10', { operation, documents })),
      ).toEqual([false, false, false, true]);
      expect(met('R10', { operation: { risk: { grade: 'low', factors: '', at: NOW } } })).toBeNull();
    },
  );

  it('one that bears a later day than today does not count yet; one of later today does', () => {
    const signed = (signedAt: string) => met('R02', { documents: [aDocument('ruling', { signedAt })] });
    expect(signed('2026-11-24T15:59:00.000Z')).toBe(true);
    expect(signed('2026-11-24T16:00:00.000Z')).toBe(false);
  });

  it('[R36] an accepted bankruptcy stops the operation and names the case', () => {
    const cases = anOperation().cases.map((c) => ({ ...c, bankruptcyAccepted: true }));
    expect(found('R36', { operation: { cases } })).toMatchObject({
      mode: 'BLOCK',
      met: false,
      figures: { cases: '(2026)川0104执99001号' },
    });
  });
});

describe('time', () => {
  const asked = (signedAt: string) =>
    found('R08', {
      operation: { operationType: 'seizure' },
      documents: [aDocument('police_request', { signedAt })],
    });

  it('[R08] the police are asked three working days ahead: a weekend does not count', () => {
    expect(asked('2026-11-19T01:00:00.000Z')).toMatchObject({
      mode: 'WARN',
      met: true,
      figures: { days: 3, required: 3 },
    });
    expect(asked('2026-11-20T01:00:00.000Z')).toMatchObject({ met: false, figures: { days: 2 } });
    expect(found('R08', { operation: { operationType: 'seizure' } })).toMatchObject({
      met: false,
      figures: { days: 0, number: '' },
    });
    expect(met('R08')).toBeNull();
  });

  it('[R08] bears a planned start without seconds', () => {
    const operation = { operationType: 'seizure' as const, plannedStart: '2026-11-24T00:00Z' };
    expect(met('R08', { operation, documents: [aDocument('police_request')] })).toBe(true);
  });

  it.each([
    ['2026-11-24T13:59:59.999Z', null], // 21:59 in Beijing
    ['2026-11-24T14:00:00.000Z', 22],
    ['2026-11-24T16:30:00.000Z', 0],
    ['2026-11-24T21:59:59.999Z', 5],
    ['2026-11-24T22:00:00.000Z', null], // 06:00
  ])('[R14] night by the clock in Beijing warns and never blocks: %s', (now, hour) => {
    expect(found('R14', { now })).toEqual(
      hour === null ? undefined : expect.objectContaining({ mode: 'WARN', met: false, figures: { hour } }),
    );
  });
});
