import { ok, refuse, type Result } from '#contracts/errors.ts';
import * as contract from '#contracts/order.ts';
import type { Caller } from '#contracts/roles.ts';
import type { Given, Recorded } from '#domain/given.ts';
import * as decide from '#domain/order/decide.ts';
import type { Order } from '#domain/order/state.ts';
import { operationSubject, orderSubject, unitSubject } from '#domain/policy/subject.ts';
import type { HubContext } from '../hub-context.ts';
import type { DomainEvent } from '../ports.ts';
import { route, type Route } from './route.ts';

type Decision = Result<Recorded<DomainEvent>[]>;

export function orderRoutes(hub: HubContext): Route[] {
  const { spine, world, lookup, may } = hub;
  const operationOf = (order: Order) => world.get('operation', order.operationId);

  /** Within an operation its plan is asked; outside one each unit has to be the caller's own. */
  function mayIssue(caller: Caller, operationId: string | null, unitIds: readonly string[]): Result<null> {
    const operation = world.get('operation', operationId);
    if (operationId !== null && !operation) return refuse('not_found');
    if (operation) return may(caller, 'order.issue', operationSubject(operation, lookup.unit));
    for (const unitId of unitIds) {
      const unit = world.get('unit', unitId);
      if (!unit) return refuse('not_found', { unitId });
      const allowed = may(
        caller,
        'order.issue',
        unitSubject(unit, world.get('operation', unit.assignment?.operationId ?? null), lookup.unit),
      );
      if (!allowed.ok) return allowed;
    }
    return ok(null);
  }

  const onOrder = (
    caller: Caller,
    capability: 'order.issue' | 'order.execute',
    cmd: { commandId: string; orderId: string },
    decider: (order: Order, given: Given) => Decision,
  ) =>
    spine.execute({
      commandId: cmd.commandId,
      caller,
      decide: (_world, given) => {
        const order = world.get('order', cmd.orderId);
        if (!order) return refuse('not_found');
        const allowed = may(caller, capability, orderSubject(order, operationOf(order), lookup.unit));
        return allowed.ok ? decider(order, given) : allowed;
      },
    });

  return [
    route(contract.issueOrder, (cmd, { caller }) =>
      spine.execute({
        commandId: cmd.commandId,
        caller,
        decide: (_world, given) => {
          const allowed = mayIssue(caller, cmd.operationId, cmd.unitIds);
          if (!allowed.ok) return allowed;
          const units = cmd.unitIds.map((id) => world.get('unit', id));
          return decide.decideIssueOrder(
            world.get('order', cmd.orderId),
            world.get('operation', cmd.operationId),
            units,
            cmd,
            given,
          );
        },
      }),
    ),
    route(contract.reissueOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.issue', cmd, (order, given) => decide.decideReissueOrder(order, cmd, given)),
    ),
    route(contract.reassignOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.issue', cmd, (order, given) =>
        decide.decideReassignOrder(order, operationOf(order), world.get('unit', cmd.toUnitId), cmd, given),
      ),
    ),
    route(contract.revokeOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.issue', cmd, (order, given) => decide.decideRevokeOrder(order, cmd, given)),
    ),
    route(contract.deliverOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.execute', cmd, (order, given) => decide.decideDeliverOrder(order, cmd, given)),
    ),
    route(contract.acknowledgeOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.execute', cmd, (order, given) =>
        decide.decideAcknowledgeOrder(order, cmd, given),
      ),
    ),
    route(contract.reportOrder, (cmd, { caller }) =>
      onOrder(caller, 'order.execute', cmd, (order, given) => {
        const unit = world.get('unit', caller.unitId);
        return unit ? decide.decideReportOrder(order, unit, cmd, given) : refuse('not_found');
      }),
    ),
  ];
}
