import { describe, expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '#contracts/capabilities.ts';
import { ENDPOINTS } from '#contracts/endpoints.ts';
import { type Caller, type Role, ROLES } from '#contracts/roles.ts';
import { decideMay, type Relation, relations } from '#domain/policy/policy.ts';
import type { Subject } from '#domain/policy/subject.ts';
import { aCaller, anId, aPhone, isBelow } from '#support/build.ts';

/**
 * DOMAIN §2.5, transcribed by hand: capability → role → how far. o own court · j court that takes part in a joint
 * operation · s lower court · m unit in it · c unit that commands it.
 * The chief commander (CMD) has no column there; he holds what the duty chief holds, except drafting and the roster.
 * Narrower than the table, on purpose, until the part that needs it is built: only the approver approves (no first check by
 * the duty chief, no higher court); officers and coordinators draft nothing; coordinators order nobody; grading by
 * proposal, confirming by the on-scene commander, audit summaries for others than the auditor are left out.
 * Wider: the operator at the seat may order a withdrawal (R61), the system administrator keeps the roster's phones.
 */
const TABLE: Record<Capability, Partial<Record<Role, string>>> = {
  'situation.see': { operator: 'oj', duty_chief: 'oj', commander: 'oj', approver: 'o', supervisor: 'os', coordinator: 'oj', on_scene_commander: 'mc', officer: 'm' },
  'operation.draft': { operator: 'o', duty_chief: 'o', on_scene_commander: 'c' },
  'operation.approve': { approver: 'o' },
  'operation.advance': { operator: 'o', duty_chief: 'o', commander: 'o', on_scene_commander: 'c' },
  'operation.withdraw': { operator: 'o', duty_chief: 'oj', commander: 'oj', on_scene_commander: 'c' },
  'order.issue': { operator: 'o', duty_chief: 'o', commander: 'o', on_scene_commander: 'c' },
  'order.execute': { on_scene_commander: 'm', officer: 'm' },
  'av.open': { operator: 'oj', duty_chief: 'oj', commander: 'oj', approver: 'o', supervisor: 'os', coordinator: 'oj', on_scene_commander: 'c' },
  'av.talk': { operator: 'oj', duty_chief: 'oj', commander: 'oj', coordinator: 'oj', on_scene_commander: 'mc', officer: 'm' },
  'incident.raise': { operator: 'oj', duty_chief: 'oj', commander: 'oj', on_scene_commander: 'mc' },
  'incident.handle': { operator: 'oj', duty_chief: 'oj', commander: 'oj' },
  'incident.grade': { duty_chief: 'o', commander: 'o', supervisor: 's' },
  'incident.review': { duty_chief: 'o', commander: 'o' },
  'police.call': { operator: 'oj', duty_chief: 'oj', commander: 'oj', coordinator: 'oj', on_scene_commander: 'c' },
  'message.send': { operator: 'oj', duty_chief: 'oj', commander: 'oj', coordinator: 'oj', on_scene_commander: 'mc', officer: 'm' },
  'roster.manage': { operator: 'o', duty_chief: 'o', system_admin: 'o' },
  'roster.enrol': { operator: 'o', duty_chief: 'o', system_admin: 'o' },
  'account.propose': { system_admin: 'o' },
  'account.grant': { security_admin: 'o' },
  'account.read': { system_admin: 'o', security_admin: 'o', auditor: 'o' },
  'report.read': { operator: 'o', duty_chief: 'o', commander: 'o', approver: 'o', supervisor: 'os', coordinator: 'oj' },
  'record.read': { operator: 'oj', duty_chief: 'oj', commander: 'oj', approver: 'o', supervisor: 'os', coordinator: 'oj' },
  'audit.read': { auditor: 'o' },
  'record.verify': { auditor: 'o' },
  'field.act': { officer: 'm', on_scene_commander: 'm' },
}; // prettier-ignore

const LETTER: Record<Relation, string> = {
  own: 'o',
  participant: 'j',
  lower: 's',
  member: 'm',
  commander: 'c',
};
const RELATIONS = Object.keys(LETTER) as Relation[];
const unitId = anId(0x100);
const nobody = { participants: [], unitIds: [], commanderUnitIds: [] };

/** A caller and a subject between whom this relation holds and no other. */
function pairOf(role: Role, relation: Relation | 'stranger'): [Caller, Subject] {
  switch (relation) {
    case 'own': return [aCaller(role), { courtCode: 'JJ', ...nobody }];
    case 'participant': return [aCaller(role), { courtCode: 'JLP', ...nobody, participants: ['JJ'] }];
    case 'lower': return [aCaller(role, { courtCode: 'CD' }), { courtCode: 'JJ', ...nobody }];
    case 'member': return [aPhone(unitId, { role }), { courtCode: 'JJ', ...nobody, unitIds: [unitId] }];
    case 'commander': return [aPhone(unitId, { role }), { courtCode: 'JJ', ...nobody, commanderUnitIds: [unitId] }];
    case 'stranger': return [aCaller(role), { courtCode: 'CQ5', ...nobody }];
  }
} // prettier-ignore

const may = (role: Role, capability: Capability, relation: Relation | 'stranger') => {
  const [caller, subject] = pairOf(role, relation);
  return decideMay(caller, capability, subject, isBelow);
};

it.each(RELATIONS)('the pair built for %s has that relation alone', (relation) => {
  const [caller, subject] = pairOf('operator', relation);
  expect(relations(caller, subject, isBelow)).toEqual([relation]);
});

describe('[F25] role × capability × relation', () => {
  it.each(CAPABILITIES)(
    '%s is held as the requirements say, by every role, at every distance',
    (capability) => {
      const held = Object.fromEntries(
        ROLES.map((role) => [
          role,
          RELATIONS.filter((r) => may(role, capability, r).ok)
            .map((r) => LETTER[r])
            .join(''),
        ]),
      );
      const expected = Object.fromEntries(
        ROLES.map((role) => [role, [...(TABLE[capability][role] ?? '')].sort().join('')]),
      );
      const sorted = Object.fromEntries(
        Object.entries(held).map(([role, letters]) => [role, [...letters].sort().join('')]),
      );
      expect(sorted).toEqual(expected);
    },
  );

  it.each(ROLES)('%s holds nothing over a court that is nothing to him', (role) => {
    expect(CAPABILITIES.filter((capability) => may(role, capability, 'stranger').ok)).toEqual([]);
  });

  it('[F25] none of the three administrators sees, orders, opens, hears or reports a case', () => {
    const ofCases = CAPABILITIES.filter((c) => !/^(account|audit|roster)\.|^record\.verify$/.test(c));
    expect(ofCases).toContain('situation.see');
    for (const role of ['system_admin', 'security_admin', 'auditor'] as const)
      for (const capability of ofCases)
        for (const relation of RELATIONS) expect(may(role, capability, relation).ok).toBe(false);
  });

  it('[F25] nobody both proposes and grants accounts, and the auditor does neither', () => {
    for (const role of ROLES)
      expect(
        RELATIONS.some((r) => may(role, 'account.propose', r).ok) &&
          RELATIONS.some((r) => may(role, 'account.grant', r).ok),
      ).toBe(false);
    expect(
      RELATIONS.filter(
        (r) => may('auditor', 'account.propose', r).ok || may('auditor', 'account.grant', r).ok,
      ),
    ).toEqual([]);
  });

  it('a phone speaks for its unit and never for its court', () => {
    const phone = aPhone(unitId, { role: 'duty_chief' });
    expect(relations(phone, { courtCode: 'JJ', ...nobody, participants: ['JJ'] }, isBelow)).toEqual([]);
  });
});

describe('what a refusal says', () => {
  const code = (role: Role, capability: Capability, relation: Relation | 'stranger') => {
    const decision = may(role, capability, relation);
    return decision.ok ? 'ok' : decision.error.code;
  };
  it('[§2.4] a supervisor guides the court and not its units', () => {
    expect(code('supervisor', 'order.issue', 'lower')).toBe('supervisor_cannot_order_units');
  });
  it('tells apart who may not at all, whose operation it is not, and whose court it is not', () => {
    expect(code('auditor', 'operation.draft', 'own')).toBe('not_allowed');
    expect(code('operator', 'operation.draft', 'participant')).toBe('not_your_operation');
    expect(code('operator', 'operation.draft', 'stranger')).toBe('not_your_court');
  });
});

describe('every endpoint × every role', () => {
  /** Which capability guards which verb, written down here so that a contract cannot change it unseen. */
  const ACCESS: Record<string, string> = {
    'account.propose': 'account.propose', 'account.decide': 'account.grant', 'account.disable': 'account.grant',
    'account.unlock': 'account.grant', 'account.reset_password': 'account.propose',
    'incident.raise_sos': 'field.act', 'incident.raise': 'incident.raise', 'incident.acknowledge': 'incident.handle',
    'incident.confirm': 'incident.handle', 'incident.call_false_alarm': 'incident.handle', 'incident.grade': 'incident.grade',
    'incident.advance': 'incident.handle', 'incident.review': 'incident.review', 'incident.record_police_call': 'police.call',
    'media.open_uplink': 'av.talk', 'media.close_uplink': 'av.talk', 'media.open_view': 'av.open', 'media.close_view': 'av.open',
    'media.start_talk': 'av.talk', 'media.end_talk': 'av.talk', 'message.send': 'message.send', 'message.mark': 'message.send',
    'operation.draft': 'operation.draft', 'operation.revise': 'operation.draft', 'operation.place_site': 'operation.draft',
    'operation.remove_site': 'operation.draft', 'operation.form_team': 'operation.draft', 'operation.disband_team': 'operation.draft',
    'operation.record_document': 'operation.draft', 'operation.assess_risk': 'operation.draft', 'operation.submit': 'operation.draft',
    'operation.reopen': 'operation.draft', 'operation.cancel': 'operation.draft', 'operation.approve': 'operation.approve',
    'operation.return': 'operation.approve', 'operation.advance': 'operation.advance', 'operation.withdraw': 'operation.withdraw',
    'operation.gate': 'situation.see', 'order.issue': 'order.issue', 'order.reissue': 'order.issue', 'order.reassign': 'order.issue',
    'order.revoke': 'order.issue', 'order.deliver': 'order.execute', 'order.acknowledge': 'order.execute', 'order.report': 'order.execute',
    'record.timeline': 'record.read', 'record.audit': 'audit.read', 'record.verify': 'record.verify', 'report.build': 'report.read',
    'setup.read': 'public', 'directory.courts': 'public', 'setup.found_court': 'launch', 'setup.start_drill': 'launch',
    'session.sign_in': 'public', 'session.sign_out': 'session', 'session.read': 'session', 'track.trail': 'situation.see',
    'unit.register': 'roster.manage', 'unit.retire': 'roster.manage', 'unit.create_enrolment': 'roster.enrol',
    'unit.revoke_device': 'roster.enrol', 'unit.set_status': 'field.act', 'field.enrol': 'public',
  }; // prettier-ignore

  it('each is guarded as written here, and none is missing', () => {
    expect(Object.fromEntries([...ENDPOINTS.values()].map(({ name, access }) => [name, access]))).toEqual(
      ACCESS,
    );
  });

  const guarded = [...ENDPOINTS.values()].filter(
    ({ access }) => !['public', 'launch', 'session'].includes(access),
  );
  it.each(guarded.flatMap(({ name }) => ROLES.map((role) => [name, role] as const)))(
    '%s × %s',
    (name, role) => {
      const capability = ACCESS[name] as Capability;
      for (const relation of RELATIONS)
        expect(may(role, capability, relation).ok).toBe(
          TABLE[capability][role]?.includes(LETTER[relation]) ?? false,
        );
    },
  );

  it('what an unsigned stranger may call changes nothing but sessions and enrolments', () => {
    const open = [...ENDPOINTS.values()].filter(({ access }) => access === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual(['directory.courts', 'field.enrol', 'session.sign_in', 'setup.read']);
  });
});
