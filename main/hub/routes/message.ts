import { ok, refuse, type Result } from '#contracts/errors.ts';
import * as contract from '#contracts/message.ts';
import type { SendMessage } from '#contracts/message.ts';
import type { Caller } from '#contracts/roles.ts';
import * as decide from '#domain/message/decide.ts';
import { messageSubject, operationSubject, unitSubject } from '#domain/policy/subject.ts';
import type { HubContext } from '../hub-context.ts';
import { route, type Route } from './route.ts';

export function messageRoutes(hub: HubContext): Route[] {
  const { spine, world, lookup, may } = hub;

  function maySend(caller: Caller, cmd: SendMessage): Result<null> {
    const operation = world.get('operation', cmd.operationId);
    if (cmd.operationId !== null && !operation) return refuse('not_found');
    if (operation) {
      const allowed = may(caller, 'message.send', operationSubject(operation, lookup.unit));
      if (!allowed.ok) return allowed;
    }
    const units = caller.unitId === null ? cmd.unitIds : [caller.unitId];
    for (const unitId of units) {
      const unit = world.get('unit', unitId);
      if (!unit) return refuse('not_found', { unitId });
      const allowed = may(
        caller,
        'message.send',
        unitSubject(unit, world.get('operation', unit.assignment?.operationId ?? null), lookup.unit),
      );
      if (!allowed.ok) return allowed;
    }
    return ok(null);
  }

  return [
    route(contract.sendMessage, (cmd, { caller }) =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const allowed = maySend(caller, cmd);
          if (!allowed.ok) return allowed;
          const operation = world.get('operation', cmd.operationId);
          // The message belongs to who leads the operation, so that its command center sees what a partner's unit writes.
          const courtCode =
            operation?.courtCode ?? world.get('unit', caller.unitId)?.courtCode ?? caller.courtCode;
          return decide.decideSendMessage(
            world.get('message', cmd.messageId),
            operation,
            courtCode,
            cmd,
            given,
          );
        },
      }),
    ),
    route(contract.markMessage, (cmd, { caller }) =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const message = world.get('message', cmd.messageId);
          if (!message) return refuse('not_found');
          const allowed = may(
            caller,
            'message.send',
            messageSubject(message, world.get('operation', message.operationId), lookup.unit),
          );
          return allowed.ok ? decide.decideMarkMessage(message, cmd, given) : allowed;
        },
      }),
    ),
  ];
}
