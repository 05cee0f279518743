import type { Capability } from '#contracts/capabilities.ts';
import type { Endpoint } from '#contracts/endpoint.ts';
import { refuse, type Result } from '#contracts/errors.ts';
import * as contract from '#contracts/incident.ts';
import type { AlarmPosition } from '#contracts/incident.ts';
import type { Given, Recorded } from '#domain/given.ts';
import * as decide from '#domain/incident/decide.ts';
import { type Incident, isOpen } from '#domain/incident/state.ts';
import { courtSubject, incidentSubject, operationSubject, unitSubject } from '#domain/policy/subject.ts';
import type { z } from 'zod';
import type { HubContext } from '../hub-context.ts';
import type { DomainEvent } from '../ports.ts';
import { route, type Route } from './route.ts';

type Decision = Result<Recorded<DomainEvent>[]>;
type About = { commandId: string; incidentId: string };

export function incidentRoutes(hub: HubContext): Route[] {
  const { spine, world, lookup, may } = hub;
  const operationOf = (incident: Incident) => world.get('operation', incident.operationId);

  const onIncident = <E extends Endpoint>(
    endpoint: E,
    decider: (incident: Incident, cmd: z.output<E['input']> & About, given: Given) => Decision,
  ): Route =>
    route(endpoint, async (input, { caller }) => {
      const cmd = input as z.output<E['input']> & About;
      return (await spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const incident = world.get('incident', cmd.incidentId);
          if (!incident) return refuse('not_found');
          const allowed = may(
            caller,
            endpoint.access as Capability,
            incidentSubject(incident, operationOf(incident), lookup.unit),
          );
          return allowed.ok ? decider(incident, cmd, given) : allowed;
        },
      })) as never;
    });

  return [
    // R63, F08: nothing but who it is is asked before an alarm is taken.
    route(contract.raiseSos, (cmd, { caller }) =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const unit = world.get('unit', caller.unitId);
          if (!unit) return refuse('not_allowed');
          const open = world
            .all('incident')
            .filter(
              (incident) => incident.unitId === unit.unitId && incident.source === 'sos' && isOpen(incident),
            )
            .sort((a, b) => a.raisedAt.localeCompare(b.raisedAt))
            .at(-1);
          const operation = world.get('operation', unit.assignment?.operationId ?? null);
          return decide.decideRaiseSos(
            world.get('incident', cmd.incidentId),
            open ?? null,
            unit,
            operation,
            cmd,
            given,
          );
        },
      }),
    ),
    route(contract.raiseIncident, (cmd, { caller }) =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const unit = world.get('unit', cmd.unitId);
          const operation = world.get('operation', cmd.operationId ?? unit?.assignment?.operationId ?? null);
          if ((cmd.unitId !== null && !unit) || (cmd.operationId !== null && !operation))
            return refuse('not_found');
          const subjects = [
            ...(unit ? [unitSubject(unit, operation, lookup.unit)] : []),
            ...(operation ? [operationSubject(operation, lookup.unit)] : []),
          ];
          for (const subject of subjects.length > 0 ? subjects : [courtSubject(caller.courtCode)]) {
            const allowed = may(caller, 'incident.raise', subject);
            if (!allowed.ok) return allowed;
          }
          const position = cmd.position ?? lastPosition(hub, cmd.unitId);
          const about = { ...cmd, position, operationId: operation?.operationId ?? null };
          return decide.decideRaiseIncident(
            world.get('incident', cmd.incidentId),
            unit,
            operation,
            about,
            given,
          );
        },
      }),
    ),
    onIncident(contract.acknowledgeIncident, decide.decideAcknowledgeIncident),
    onIncident(contract.confirmIncident, (incident, cmd, given) =>
      decide.decideConfirmIncident(incident, operationOf(incident), cmd, given),
    ),
    onIncident(contract.callFalseAlarm, decide.decideCallFalseAlarm),
    onIncident(contract.gradeIncident, decide.decideGradeIncident),
    onIncident(contract.advanceIncident, decide.decideAdvanceIncident),
    onIncident(contract.reviewIncident, decide.decideReviewIncident),
    onIncident(contract.recordPoliceCall, decide.decideRecordPoliceCall),
  ];
}

/** Where the hub last knew the unit, for an alarm that somebody else raises for it. */
function lastPosition({ positions, clock }: HubContext, unitId: string | null): AlarmPosition | null {
  const fix = unitId === null ? null : positions.latest(unitId);
  if (!fix) return null;
  const { lng, lat, accuracyMeters, at } = fix;
  return { lng, lat, accuracyMeters, ageMs: Math.max(0, Math.round(clock.now() - at)) };
}
