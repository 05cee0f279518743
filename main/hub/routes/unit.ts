import type { Capability } from '#contracts/capabilities.ts';
import { ok, refuse, type Result } from '#contracts/errors.ts';
import type { Caller } from '#contracts/roles.ts';
import * as contract from '#contracts/unit.ts';
import type { Given, Recorded } from '#domain/given.ts';
import { courtSubject, unitSubject } from '#domain/policy/subject.ts';
import * as decide from '#domain/unit/decide.ts';
import type { Unit } from '#domain/unit/state.ts';
import type { Enrolments } from '../auth/enrolments.ts';
import type { HubContext } from '../hub-context.ts';
import type { DomainEvent } from '../ports.ts';
import type { Turns } from '../turns.ts';
import { openRoute, route, type Route } from './route.ts';

type Decision = Result<Recorded<DomainEvent>[]>;

/** A code is read out or scanned now, not tomorrow. */
const CODE_MS = 15 * 60_000;

export function unitRoutes(hub: HubContext, enrolments: Enrolments, turns: Turns): Route[] {
  const { spine, world, lookup, clock, ids, sessions, may } = hub;

  const onUnit = (
    caller: Caller,
    capability: Capability,
    cmd: { commandId: string; unitId: string },
    decider: (unit: Unit, given: Given) => Decision,
  ) =>
    spine.execute({
      commandId: cmd.commandId,
      caller,
      decide: (_world, given) => {
        const unit = world.get('unit', cmd.unitId);
        if (!unit) return refuse('not_found');
        const operation = world.get('operation', unit.assignment?.operationId ?? null);
        // The roster is a court's own affair; what a unit says of itself is a unit's.
        const subject =
          capability === 'field.act'
            ? unitSubject(unit, operation, lookup.unit)
            : courtSubject(unit.courtCode);
        const allowed = may(caller, capability, subject);
        return allowed.ok ? decider(unit, given) : allowed;
      },
    });

  const letGo = async (unitId: string) => {
    await enrolments.cancel(unitId);
    await sessions.endAll(unitId, 'device_revoked');
  };

  return [
    route(contract.registerUnit, (cmd, { caller }) =>
      turns('call-sign', () =>
        spine.execute({
          commandId: cmd.commandId,
          caller,
          decide: (_world, given) => {
            const allowed = may(caller, 'roster.manage', courtSubject(cmd.courtCode));
            if (!allowed.ok) return allowed;
            const signs = new Set(
              world.all('unit').flatMap((unit) => (unit.retired ? [] : [unit.profile.callSign])),
            );
            return decide.decideRegisterUnit(world.get('unit', cmd.unitId), cmd, signs, given);
          },
        }),
      ),
    ),
    route(contract.retireUnit, async (cmd, { caller }) => {
      const done = await onUnit(caller, 'roster.manage', cmd, (unit, given) =>
        decide.decideRetireUnit(unit, cmd, given),
      );
      if (done.ok) await letGo(cmd.unitId);
      return done;
    }),
    route(contract.createEnrolment, async (cmd, { caller }) => {
      const expiresAt = clock.now() + CODE_MS;
      const until = new Date(expiresAt).toISOString();
      const done = await onUnit(caller, 'roster.enrol', cmd, (unit, given) =>
        decide.decideCreateEnrolment(unit, cmd, until, given),
      );
      if (!done.ok) return done;
      const code = await enrolments.create(cmd.unitId, expiresAt);
      const urls = hub.fieldUrls().map((url) => `${url}/field.html#e=${code}`);
      const trustUrls = hub.fieldUrls().map((url) => `${url.replace(/^https/, 'http')}/trust`);
      return ok({ code, expiresAt: until, urls, trustUrls, caFingerprint: hub.authority.fingerprint });
    }),
    route(contract.revokeDevice, async (cmd, { caller }) => {
      const done = await onUnit(caller, 'roster.enrol', cmd, (unit, given) =>
        decide.decideRevokeDevice(unit, cmd, given),
      );
      if (done.ok) await letGo(cmd.unitId);
      return done;
    }),
    route(contract.setUnitStatus, (cmd, { caller }) =>
      onUnit(caller, 'field.act', cmd, (unit, given) =>
        caller.unitId === cmd.unitId ? decide.decideSetUnitStatus(unit, cmd, given) : refuse('not_allowed'),
      ),
    ),
    // One at a time: of two phones with the same code the second is too late.
    openRoute(contract.enrolDevice, ({ code, commandId, deviceName }) =>
      turns('enrol', async () => {
        const taken = await enrolments.take(code, commandId);
        if (!taken.ok) return refuse(taken.code);
        const unit = world.get('unit', taken.unitId);
        if (!unit || unit.retired) return refuse('enrolment_code_wrong');
        const { unitId, courtCode, profile } = unit;
        const caller: Caller = {
          id: unitId,
          name: profile.name,
          role: 'officer',
          courtCode,
          unitId,
          sessionId: '',
          seat: deviceName,
        };
        const enrolled = await spine.execute({
          commandId: ids.next(),
          caller,
          decide: (_world, given) =>
            ok([
              {
                stream: `unit/${unitId}`,
                event: { type: 'device_enrolled', at: given.now, by: unitId, unitId, deviceName },
              },
            ]),
        });
        if (!enrolled.ok) return enrolled;
        await sessions.endAll(unitId, 'device_revoked'); // one phone a unit
        const { token } = await sessions.openDevice({ unitId, name: profile.name, courtCode, deviceName });
        return ok({ token, unitId, courtCode });
      }),
    ),
  ];
}
