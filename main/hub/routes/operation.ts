import type { Capability } from '#contracts/capabilities.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Finding } from '#contracts/finding.ts';
import * as contract from '#contracts/operation.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Given, Recorded } from '#domain/given.ts';
import { isOpen } from '#domain/incident/state.ts';
import * as decide from '#domain/operation/decide.ts';
import type { Operation } from '#domain/operation/state.ts';
import { courtSubject, operationSubject } from '#domain/policy/subject.ts';
import { checkDepartureGate } from '#domain/rules/departure-gate.ts';
import { RULE_SET_VERSION } from '#domain/rules/figures.ts';
import { beijingDateOf } from '#domain/fold.ts';
import type { Unit } from '#domain/unit/state.ts';
import type { z } from 'zod';
import type { HubContext } from '../hub-context.ts';
import type { DomainEvent } from '../ports.ts';
import { createTurns } from '../turns.ts';
import type { World } from '../world.ts';
import { route, type Route } from './route.ts';

type Decision = Result<Recorded<DomainEvent>[]>;
type About = { commandId: string; operationId: string };

export const unitsById = (world: World): ReadonlyMap<string, Unit> =>
  new Map(world.all('unit').map((unit) => [unit.unitId, unit]));

/** Every check of the departure gate, met or not, as the world stands. */
export const gateOf = (
  { world, directory }: Pick<HubContext, 'world' | 'directory'>,
  operation: Operation,
  now: string,
): Finding[] =>
  checkDepartureGate({ operation, units: unitsById(world), provinceOf: directory.provinceOf, now });

export function operationRoutes(hub: HubContext): Route[] {
  const { spine, world, may } = hub;
  const turns = createTurns();

  /** A command about one operation that is there: asked of the policy, then of its decider, on the world as it stands. */
  const onOperation = <E extends Endpoint>(
    endpoint: E,
    decider: (operation: Operation, cmd: z.output<E['input']> & About, given: Given) => Decision,
  ): Route =>
    route(endpoint, async (input, { caller }) => {
      const cmd = input as z.output<E['input']> & About;
      return (await spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const operation = world.get('operation', cmd.operationId);
          if (!operation) return refuse('not_found');
          const allowed = mayDo(caller, endpoint.access as Capability, operation);
          return allowed.ok ? decider(operation, cmd, given) : allowed;
        },
      })) as never;
    });

  const mayDo = (caller: Caller, capability: Capability, operation: Operation) =>
    may(caller, capability, operationSubject(operation, hub.lookup.unit));

  const draft = route(contract.draftOperation, (cmd, { caller }) =>
    // The number is counted: two drafts at once must not get the same.
    turns('number', () =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const allowed = may(caller, 'operation.draft', courtSubject(caller.courtCode));
          if (!allowed.ok) return allowed;
          const number = nextNumber(world, caller.courtCode, given);
          return decide.decideDraftOperation(world.get('operation', cmd.operationId), cmd, {
            ...given,
            number,
            ruleSetVersion: RULE_SET_VERSION,
          });
        },
      }),
    ),
  );

  const advance = onOperation(contract.advanceOperation, (operation, cmd, given) => {
    if (cmd.siteId !== null)
      return decide.decideAdvanceSite(
        operation,
        { ...cmd, siteId: cmd.siteId },
        gateOf(hub, operation, given.now),
        given,
      );
    const open = world
      .all('incident')
      .filter((incident) => incident.operationId === cmd.operationId && isOpen(incident));
    return decide.decideAdvanceWhole(operation, cmd, open.length, given);
  });

  return [
    draft,
    onOperation(contract.reviseOperation, decide.decideReviseOperation),
    onOperation(contract.placeSite, (operation, cmd, given) =>
      hub.directory.byCode(cmd.site.placeCourtCode)
        ? decide.decidePlaceSite(operation, cmd, given)
        : refuse('unknown_court'),
    ),
    onOperation(contract.removeSite, decide.decideRemoveSite),
    onOperation(contract.formTeam, (operation, cmd, given) =>
      decide.decideFormTeam(
        operation,
        cmd.team.unitIds.map((id) => world.get('unit', id)),
        cmd,
        given,
      ),
    ),
    onOperation(contract.disbandTeam, decide.decideDisbandTeam),
    onOperation(contract.recordDocument, decide.decideRecordDocument),
    onOperation(contract.assessRisk, decide.decideAssessRisk),
    onOperation(contract.submitOperation, decide.decideSubmitOperation),
    onOperation(contract.reopenOperation, decide.decideReopenOperation),
    onOperation(contract.approveOperation, decide.decideApproveOperation),
    onOperation(contract.returnOperation, decide.decideReturnOperation),
    onOperation(contract.cancelOperation, decide.decideCancelOperation),
    advance,
    onOperation(contract.withdrawSite, decide.decideWithdrawSite),
    route(contract.readGate, async ({ operationId }, { caller }) => {
      const operation = world.get('operation', operationId);
      if (!operation) return refuse('not_found');
      const allowed = mayDo(caller, 'situation.see', operation);
      if (!allowed.ok) return allowed;
      const findings = gateOf(hub, operation, new Date(hub.clock.now()).toISOString());
      return ok({ ruleSetVersion: operation.ruleSetVersion, findings });
    }),
  ];
}

/** `510104-20261124-03`: court, day in Beijing, count of that day. */
function nextNumber(world: World, courtCode: string, given: Given): string {
  const day = beijingDateOf(given.now).replaceAll('-', '');
  const prefix = `${courtCode}-${day}-`;
  const used = world.all('operation').filter((operation) => operation.number.startsWith(prefix)).length;
  return `${prefix}${String(used + 1).padStart(2, '0')}`;
}
