import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Finding } from '#contracts/finding.ts';
import type {
  AdvanceOperation,
  ApproveOperation,
  AssessRisk,
  CancelOperation,
  DisbandTeam,
  DraftOperation,
  FormTeam,
  OperationEvent,
  OperationState,
  PlaceSite,
  RecordDocument,
  RemoveSite,
  ReopenOperation,
  ReturnOperation,
  ReviseOperation,
  SubmitOperation,
  WithdrawSite,
} from '#contracts/operation.ts';
import type { UnitEvent } from '#contracts/unit.ts';
import { type Given, type Recorded, stamp } from '../given.ts';
import type { Unit } from '../unit/state.ts';
import { transition } from './lifecycle.ts';
import { type Operation, operationState } from './state.ts';

type Decision = Result<Recorded<OperationEvent | UnitEvent>[]>;

const stream = (operationId: string) => `operation/${operationId}`;
const record = (event: OperationEvent): Recorded<OperationEvent> => ({
  stream: stream(event.operationId),
  event,
});
const only = (event: OperationEvent): Decision => ok([record(event)]);

const EDITABLE: readonly OperationState[] = ['draft', 'assessed', 'returned'];
/** Teams may be reinforced until every site has wrapped up. */
const teamsEditable = (operation: Operation) =>
  EDITABLE.includes(operation.phase) ||
  (operation.phase === 'approved' && operationState(operation) !== 'wrap_up');

const editable = (operation: Operation) =>
  EDITABLE.includes(operation.phase) ? null : refuse('not_editable', { state: operationState(operation) });

const illegal = (from: OperationState, to: OperationState) => refuse('illegal_transition', { from, to });

/** F02: a new operation is a draft, stamped with the rule set it is planned under. */
export function decideDraftOperation(
  known: Operation | null,
  cmd: DraftOperation,
  given: Given & { number: string; ruleSetVersion: string },
): Decision {
  if (known) return refuse('already_exists');
  return only({
    type: 'operation_drafted',
    ...stamp(given),
    operationId: cmd.operationId,
    number: given.number,
    title: cmd.title,
    operationType: cmd.type,
    courtCode: given.actor.courtCode,
    plannedStart: cmd.plannedStart,
    cases: cmd.cases,
    ruleSetVersion: given.ruleSetVersion,
    drill: given.drill,
    proposerName: given.actor.name,
  });
}

export function decideReviseOperation(operation: Operation, cmd: ReviseOperation, given: Given): Decision {
  const { operationId, title, type, plannedStart, cases } = cmd;
  return (
    editable(operation) ??
    only({
      type: 'operation_revised',
      ...stamp(given),
      operationId,
      title,
      operationType: type,
      plannedStart,
      cases,
    })
  );
}

export function decidePlaceSite(operation: Operation, cmd: PlaceSite, given: Given): Decision {
  return (
    editable(operation) ??
    only({ type: 'site_placed', ...stamp(given), operationId: cmd.operationId, site: cmd.site })
  );
}

/** A removed site takes its teams with it and releases their units. */
export function decideRemoveSite(operation: Operation, cmd: RemoveSite, given: Given): Decision {
  const refusal = editable(operation);
  if (refusal) return refusal;
  if (!operation.sites[cmd.siteId]) return refuse('not_found');
  const freed = Object.values(operation.teams)
    .filter((team) => team.siteId === cmd.siteId)
    .flatMap((team) => team.unitIds);
  return ok([
    record({ type: 'site_removed', ...stamp(given), operationId: cmd.operationId, siteId: cmd.siteId }),
    ...release(freed, cmd.operationId, given),
  ]);
}

const release = (unitIds: string[], operationId: string, given: Given): Recorded<UnitEvent>[] =>
  unitIds.map((unitId) => ({
    stream: `unit/${unitId}`,
    event: { type: 'unit_released', ...stamp(given), unitId, operationId },
  }));

/**
 * F05: every member is reserved for this operation; a unit reserved elsewhere must be released there first.
 * A unit stands in one team only.
 */
export function decideFormTeam(
  operation: Operation,
  units: (Unit | null)[],
  cmd: FormTeam,
  given: Given,
): Decision {
  if (!teamsEditable(operation)) return refuse('not_editable', { state: operationState(operation) });
  const { operationId } = cmd;
  const team = { ...cmd.team, unitIds: [...new Set(cmd.team.unitIds)] };
  if (team.siteId !== null && !operation.sites[team.siteId])
    return refuse('not_found', { siteId: team.siteId });
  const before = operation.teams[team.teamId]?.unitIds ?? [];
  for (const [index, unitId] of cmd.team.unitIds.entries()) {
    const unit = units[index];
    if (!unit || unit.retired) return refuse('not_found', { unitId });
    const busyElsewhere = unit.assignment !== null && unit.assignment.operationId !== operationId;
    if (busyElsewhere)
      return refuse('unit_busy', {
        callSign: unit.profile.callSign,
        operationId: unit.assignment!.operationId,
      });
    const otherTeam = unit.assignment !== null && unit.assignment.teamId !== team.teamId;
    if (otherTeam)
      return refuse('unit_busy', { callSign: unit.profile.callSign, teamId: unit.assignment!.teamId });
    if (unit.status === 'unavailable') return refuse('unit_unavailable', { callSign: unit.profile.callSign });
  }
  const gone = before.filter((unitId) => !team.unitIds.includes(unitId));
  return ok([
    record({ type: 'team_formed', ...stamp(given), operationId, team }),
    ...team.unitIds.map((unitId): Recorded<UnitEvent> => ({
      stream: `unit/${unitId}`,
      event: {
        type: 'unit_assigned',
        ...stamp(given),
        unitId,
        operationId,
        siteId: team.siteId,
        teamId: team.teamId,
      },
    })),
    ...release(gone, operationId, given),
  ]);
}

export function decideDisbandTeam(operation: Operation, cmd: DisbandTeam, given: Given): Decision {
  if (!teamsEditable(operation)) return refuse('not_editable', { state: operationState(operation) });
  const team = operation.teams[cmd.teamId];
  if (!team) return refuse('not_found');
  return ok([
    record({ type: 'team_disbanded', ...stamp(given), operationId: cmd.operationId, teamId: cmd.teamId }),
    ...release(team.unitIds, cmd.operationId, given),
  ]);
}

/**
 * Documents arrive until the operation is closed: an approval from above may come after our own. F03: one that the
 * plan was submitted with is not replaced afterwards.
 */
export function decideRecordDocument(operation: Operation, cmd: RecordDocument, given: Given): Decision {
  if (['closed', 'archived', 'cancelled'].includes(operation.phase))
    return refuse('not_editable', { state: operation.phase });
  const known = operation.documents.some((d) => d.documentId === cmd.document.documentId);
  if (known && !EDITABLE.includes(operation.phase)) return refuse('already_exists');
  return only({
    type: 'document_recorded',
    ...stamp(given),
    operationId: cmd.operationId,
    document: cmd.document,
  });
}

export function decideAssessRisk(operation: Operation, cmd: AssessRisk, given: Given): Decision {
  if (!transition('operation', operation.phase, 'assessed')) return illegal(operation.phase, 'assessed');
  return only({
    type: 'risk_assessed',
    ...stamp(given),
    operationId: cmd.operationId,
    grade: cmd.grade,
    factors: cmd.factors,
  });
}

export function decideSubmitOperation(operation: Operation, cmd: SubmitOperation, given: Given): Decision {
  if (!transition('operation', operation.phase, 'pending')) return illegal(operation.phase, 'pending');
  if (Object.keys(operation.sites).length === 0 || operation.cases.length === 0)
    return refuse('nothing_planned');
  // R16 has no override, and sites do not change after the approval: such a plan could never depart.
  const headless = Object.values(operation.sites).filter((site) => site.plan.commanderUnitId === null);
  if (headless.length > 0) return refuse('gate_open', { rules: 'R16', count: headless.length });
  return only({
    type: 'operation_submitted',
    ...stamp(given),
    operationId: cmd.operationId,
    submitterName: given.actor.name,
  });
}

/** F03, 004 三-4: whoever proposed or submitted the plan does not approve it. */
export function decideApproveOperation(operation: Operation, cmd: ApproveOperation, given: Given): Decision {
  if (!transition('operation', operation.phase, 'approved')) return illegal(operation.phase, 'approved');
  if (operation.proposer.id === given.actor.id || operation.submitter === given.actor.id)
    return refuse('same_person');
  const { operationId, documentNumber, opinion } = cmd;
  return only({
    type: 'operation_approved',
    ...stamp(given),
    operationId,
    documentNumber,
    opinion,
    approverName: given.actor.name,
  });
}

export function decideReturnOperation(operation: Operation, cmd: ReturnOperation, given: Given): Decision {
  if (!transition('operation', operation.phase, 'returned')) return illegal(operation.phase, 'returned');
  return only({
    type: 'operation_returned',
    ...stamp(given),
    operationId: cmd.operationId,
    reason: cmd.reason,
    approverName: given.actor.name,
  });
}

export function decideReopenOperation(operation: Operation, cmd: ReopenOperation, given: Given): Decision {
  if (operation.phase !== 'returned') return illegal(operation.phase, 'draft');
  return only({ type: 'operation_reopened', ...stamp(given), operationId: cmd.operationId });
}

export function decideCancelOperation(operation: Operation, cmd: CancelOperation, given: Given): Decision {
  if (!transition('operation', operation.phase, 'cancelled')) return illegal(operation.phase, 'cancelled');
  return ok([
    record({
      type: 'operation_cancelled',
      ...stamp(given),
      operationId: cmd.operationId,
      reason: cmd.reason,
    }),
    ...release(assignedUnits(operation), cmd.operationId, given),
  ]);
}

const assignedUnits = (operation: Operation) => [
  ...new Set(Object.values(operation.teams).flatMap((team) => team.unitIds)),
];

const COMMANDING = ['duty_chief', 'commander'];

const commands = (operation: Operation, siteId: string, given: Given): boolean =>
  COMMANDING.includes(given.actor.role) ||
  (given.actor.unitId !== null && operation.sites[siteId]?.plan.commanderUnitId === given.actor.unitId);

/**
 * Moves one site along the lifecycle. The departure gate is asked before 出发: a BLOCK finding stops it, a GATE finding
 * stops it unless the duty chief or commander overrides it with a reason (DOMAIN §3).
 */
export function decideAdvanceSite(
  operation: Operation,
  cmd: AdvanceOperation & { siteId: string },
  findings: Finding[],
  given: Given,
): Decision {
  const site = operation.sites[cmd.siteId];
  if (!site) return refuse('not_found');
  if (operation.phase !== 'approved') return illegal(operation.phase, cmd.to);
  const step = transition('site', site.state, cmd.to);
  if (!step || cmd.to === 'withdrawn') return illegal(site.state, cmd.to);
  if (site.state === 'suspended' && cmd.to !== site.resumeTo) return illegal(site.state, cmd.to);
  const mustCommand = step.authority === 'commanding' || given.actor.unitId !== null; // on the ground: the own site only
  if (mustCommand && !commands(operation, cmd.siteId, given)) return refuse('not_allowed');
  if (cmd.to === 'suspended' && cmd.reason === '') return refuse('reason_required');

  const gate = step.gated
    ? findings.filter((finding) => finding.siteId === cmd.siteId || finding.siteId === null)
    : [];
  const missing = gate.filter((finding) => !finding.met && finding.mode !== 'WARN');
  const overridden = (finding: Finding) =>
    finding.mode === 'GATE' &&
    COMMANDING.includes(given.actor.role) &&
    cmd.overrides.some((o) => o.ruleId === finding.ruleId && o.siteId === finding.siteId);
  const open = missing.filter((finding) => !overridden(finding));
  if (open.length > 0)
    return refuse('gate_open', {
      rules: open.map((finding) => finding.ruleId).join(' '),
      count: open.length,
    });

  const used = cmd.overrides.filter((o) =>
    missing.some((finding) => finding.ruleId === o.ruleId && finding.siteId === o.siteId),
  );
  const { operationId, siteId, to, reason } = cmd;
  return only({
    type: 'site_advanced',
    ...stamp(given),
    operationId,
    siteId,
    from: site.state,
    to,
    reason,
    overrides: used,
    findings: gate,
  });
}

/** 待总结, 办结, 归档. Closing releases every unit; it waits for open incidents. */
export function decideAdvanceWhole(
  operation: Operation,
  cmd: AdvanceOperation,
  openIncidents: number,
  given: Given,
): Decision {
  const from = operationState(operation);
  const step = transition('operation', from, cmd.to);
  if (!step || !['reporting', 'closed', 'archived'].includes(cmd.to)) return illegal(from, cmd.to);
  if (!COMMANDING.includes(given.actor.role)) return refuse('not_allowed');
  if (cmd.to === 'closed' && openIncidents > 0) return refuse('incident_open', { count: openIncidents });
  const advanced = record({
    type: 'operation_advanced',
    ...stamp(given),
    operationId: cmd.operationId,
    from,
    to: cmd.to,
    reason: cmd.reason,
  });
  return ok(
    cmd.to === 'closed'
      ? [advanced, ...release(assignedUnits(operation), cmd.operationId, given)]
      : [advanced],
  );
}

/**
 * R61: withdrawal asks no gate, no approval and no reason. From a seat the policy alone says who; on the ground it is
 * the commander of this very site, not of a neighbouring one.
 */
export function decideWithdrawSite(operation: Operation, cmd: WithdrawSite, given: Given): Decision {
  const site = operation.sites[cmd.siteId];
  if (!site) return refuse('not_found');
  const onTheGround = given.actor.unitId !== null;
  if (onTheGround && !commands(operation, cmd.siteId, given)) return refuse('not_allowed');
  if (!transition('site', site.state, 'withdrawn')) return illegal(site.state, 'withdrawn');
  const { operationId, siteId, reason } = cmd;
  return only({
    type: 'site_advanced',
    ...stamp(given),
    operationId,
    siteId,
    from: site.state,
    to: 'withdrawn',
    reason,
    overrides: [],
    findings: [],
  });
}

/** The hub moves a site into 突发处置 when an alarm there is confirmed. */
export function decideEnterIncident(
  operation: Operation,
  siteId: string | null,
  given: Given,
): Recorded<OperationEvent>[] {
  const site = siteId === null ? undefined : operation.sites[siteId];
  if (!site || site.state !== 'executing') return [];
  return [
    record({
      type: 'site_advanced',
      ...stamp(given),
      operationId: operation.operationId,
      siteId: site.plan.siteId,
      from: 'executing',
      to: 'incident',
      reason: '',
      overrides: [],
      findings: [],
    }),
  ];
}
