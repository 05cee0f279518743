import { describe, expect, it } from 'vitest';
import type { OperationState } from '#contracts/operation.ts';
import { type Caller, ROLES } from '#contracts/roles.ts';
import type { Operation } from '#domain/operation/state.ts';
import { type Lookup, maySeePosition, maySeeStream } from '#domain/policy/visibility.ts';
import type { Unit } from '#domain/unit/state.ts';
import {
  aCaller, aMessage, anAccount, COURTS, anId, anIncident, anOperation, anOrder, aPhone, aReceipt, aSite, aTeam, aUnit, isBelow, NOW,
} from '#support/build.ts'; // prettier-ignore

/** JJ leads; OSC commands site 甲; A and B are in its team, P is a partner court's, IDLE stands by at JJ. */
const ids = { osc: anId(0x100), a: anId(0x101), b: anId(0x102), p: anId(0x103), idle: anId(0x104) };
const operationId = anId(0x200);

function world(phase: OperationState = 'approved') {
  const operation: Operation = anOperation({
    phase,
    sites: [aSite({ state: 'executing' }, { commanderUnitId: ids.osc, placeCourtCode: 'JLP' })],
    teams: [aTeam({ unitIds: [ids.osc, ids.a, ids.b, ids.p] })],
  });
  const assignment = { operationId, siteId: anId(0x300), teamId: anId(0x400) };
  const units = new Map<string, Unit>(
    Object.values(ids).map((unitId) => [
      unitId,
      aUnit({
        unitId,
        courtCode: unitId === ids.p ? 'JLP' : 'JJ',
        assignment: unitId === ids.idle ? null : assignment,
      }),
    ]),
  );
  const lookup: Lookup = {
    operation: (id) => (id === operationId ? operation : null),
    unit: (id) => units.get(id) ?? null,
    isBelow,
  };
  const streams: Record<string, unknown> = {
    'court/JJ': { courtCode: 'JJ' },
    operation,
    'order to A': anOrder([aReceipt(ids.a)], { operationId }),
    'order to idle': anOrder([aReceipt(ids.idle)]),
    'incident of A': anIncident({ operationId, unitId: ids.a, siteId: anId(0x300), placeCourtCode: 'JLP' }),
    'incident at home': anIncident({ unitId: ids.idle }),
    'message to A': aMessage({ operationId, unitIds: [ids.a] }),
    account: anAccount(),
    viewing: {
      viewId: anId(0xc00),
      unitIds: [ids.a],
      courtCode: 'JJ',
      operationId,
      openedAt: NOW,
      closedAt: null,
    },
    ...Object.fromEntries(Object.entries(ids).map(([name, id]) => [`unit ${name}`, units.get(id)])),
  };
  return { lookup, streams, units };
}

const KIND: Record<string, string> = {
  court: 'court/JJ',
  operation: 'operation/x',
  order: 'order/x',
  incident: 'incident/x',
  message: 'message/x',
  account: 'account/x',
  viewing: 'viewing/x',
  unit: 'unit/x',
};

/** What a subscription of this caller holds, by the names above. */
function sees(caller: Caller, phase?: OperationState): string[] {
  const { lookup, streams } = world(phase);
  return Object.entries(streams)
    .filter(([name, state]) => maySeeStream(caller, KIND[name.split(/[ /]/)[0]!]!, state, lookup))
    .map(([name]) => name);
}
const positions = (caller: Caller, phase?: OperationState): string[] => {
  const { lookup, units } = world(phase);
  return Object.entries(ids).flatMap(([name, id]) =>
    maySeePosition(caller, units.get(id)!, lookup) ? [name] : [],
  );
};

const ALL_UNITS = ['unit osc', 'unit a', 'unit b', 'unit p', 'unit idle'];
const OF_CASES = [
  'operation',
  'order to A',
  'order to idle',
  'incident of A',
  'incident at home',
  'message to A',
];
const JOINT_CASES = ['operation', 'order to A', 'incident of A', 'message to A'];
const seat = (role: Parameters<typeof aCaller>[0], courtCode = 'JJ') => aCaller(role, { courtCode });

describe('[F25] a seat of the own court', () => {
  it.each(['operator', 'duty_chief', 'commander', 'coordinator', 'approver'] as const)(
    '%s sees the court’s cases, and no account',
    (role) => {
      expect(sees(seat(role)).sort()).toEqual(
        ['court/JJ', ...OF_CASES, ...ALL_UNITS]
          .filter((name) => name !== 'unit p' || role !== 'approver')
          .sort(),
      );
    },
  );

  it('administrators see accounts, the system administrator his court’s roster, and none a case or a position', () => {
    expect(sees(seat('system_admin'))).toEqual([
      'court/JJ',
      'account',
      'unit osc',
      'unit a',
      'unit b',
      'unit idle',
    ]);
    expect(sees(seat('security_admin'))).toEqual(['court/JJ', 'account']);
    expect(sees(seat('auditor'))).toEqual(['court/JJ', 'account']);
    for (const role of ['system_admin', 'security_admin', 'auditor'] as const)
      expect(positions(seat(role))).toEqual([]);
  });

  it('no subscription holds what was looked at: that is for the timeline and the auditor', () => {
    for (const role of ROLES) expect(sees(seat(role))).not.toContain('viewing');
  });
});

describe('[F07] the higher court', () => {
  it('its supervisor sees the court below', () => {
    expect(sees(seat('supervisor', 'CD')).sort()).toEqual(
      ['court/JJ', ...OF_CASES, 'unit osc', 'unit a', 'unit b', 'unit idle'].sort(),
    );
    expect(positions(seat('supervisor', 'CD'))).toEqual(['osc', 'a', 'b', 'idle']);
  });
  it('the supervisor of another line sees only his own line’s unit', () => {
    expect(sees(seat('supervisor', 'CQ5'))).toEqual(['court/JJ', 'unit p']);
  });
  it('other roles of the higher court see nothing of it', () => {
    for (const role of ROLES.filter((r) => r !== 'supervisor'))
      expect(sees(seat(role, 'CD'))).toEqual(['court/JJ']);
  });
});

describe('[F13] the partner court', () => {
  const before: OperationState[] = ['draft', 'assessed', 'pending', 'returned', 'cancelled'];
  const active: OperationState[] = ['approved', 'reporting'];
  const over: OperationState[] = ['closed', 'archived'];
  /** Its own unit, and the alarm on its own ground (R62), it sees at all times. */
  const own = ['court/JJ', 'incident of A', 'unit p'];

  it.each([...before, ...over])('sees nothing of an operation that is %s', (phase) => {
    expect(sees(seat('duty_chief', 'JLP'), phase).sort()).toEqual([...own].sort());
    expect(positions(seat('duty_chief', 'JLP'), phase)).toEqual(['p']);
  });

  it.each(active)(
    'sees the joint operation and its units while it is %s, and nothing else of that court',
    (phase) => {
      expect(sees(seat('duty_chief', 'JLP'), phase).sort()).toEqual(
        [...new Set([...own, ...JOINT_CASES, 'unit osc', 'unit a', 'unit b'])].sort(),
      );
    },
  );

  it.each([...before, ...over])('nor is its unit on the lead court’s map at %s', (phase) => {
    expect(positions(seat('operator'), phase)).toEqual(['osc', 'a', 'b', 'idle']);
    expect(sees(aPhone(ids.p, { courtCode: 'JLP' }), phase)).not.toContain('operation');
  });

  it('a court that takes no part sees nothing', () => {
    for (const role of ROLES) expect(sees(seat(role, 'XX'))).toEqual(['court/JJ']);
  });
});

describe('[R114] a phone', () => {
  it('sees its operation, its team-mates and what is addressed to it', () => {
    expect(sees(aPhone(ids.a)).sort()).toEqual(
      ['court/JJ', ...JOINT_CASES, 'unit osc', 'unit a', 'unit b', 'unit p'].sort(),
    );
    expect(sees(aPhone(ids.b)).sort()).toEqual(
      ['court/JJ', 'operation', 'unit osc', 'unit a', 'unit b', 'unit p'].sort(),
    );
    expect(sees(aPhone(ids.idle)).sort()).toEqual(
      ['court/JJ', 'order to idle', 'incident at home', 'unit idle'].sort(),
    );
  });

  it('sees no position but its own, unless it commands', () => {
    expect(positions(aPhone(ids.a))).toEqual(['a']);
    expect(positions(aPhone(ids.p, { courtCode: 'JLP' }))).toEqual(['p']);
    expect(positions(aPhone(ids.osc, { role: 'on_scene_commander' }))).toEqual(['osc', 'a', 'b', 'p']);
  });

  it('that commands elsewhere has no say and no sight here', () => {
    expect(sees(aPhone(ids.idle, { role: 'on_scene_commander' }))).not.toContain('operation');
    expect(positions(aPhone(ids.a, { role: 'on_scene_commander' }))).toEqual(['a']);
  });
});

it('a stream of an unknown kind, a name out of Object’s prototype, and an empty one are seen by nobody', () => {
  const { lookup } = world();
  for (const role of ROLES)
    for (const name of ['future/1', 'constructor/1', 'toString/1', '__proto__/1', 'operation', '/1', ''])
      expect(maySeeStream(seat(role), name, {}, lookup)).toBe(false);
  expect(maySeeStream(seat('operator'), 'operation/x', null, lookup)).toBe(false);
});

describe('accounts', () => {
  const higher = { courtCode: COURTS.higher } as const;
  it('lets the administrators of a hub see and keep the account of a higher court’s supervisor', () => {
    const admin = aCaller('system_admin');
    const lookup = { operation: () => null, unit: () => null, isBelow };
    const guest = { ...higher, role: 'supervisor' };
    expect(maySeeStream(admin, `account/${anId(1)}`, guest, lookup)).toBe(true);
    expect(maySeeStream(admin, `account/${anId(1)}`, { ...higher, role: 'operator' }, lookup)).toBe(false);
    expect(
      maySeeStream(admin, `account/${anId(1)}`, { courtCode: COURTS.partner, role: 'supervisor' }, lookup),
    ).toBe(false);
  });
});
