import { expect, it } from 'vitest';
import { decideAcknowledgeOrder } from '#domain/order/decide.ts';
import { ok } from '#contracts/errors.ts';
import { openSpine } from '#hub/spine.ts';
import { openMemoryEventStore } from '#hub/store/memory-event-store.ts';
import { anId, aPhone, NOW, NOW_MS } from '#support/build.ts';

it('lets thirty phones sign one order in the same instant, and refuses none', async () => {
  await using store = await openMemoryEventStore();
  const spine = await openSpine({ store, clock: { now: () => NOW_MS }, ids: { next: () => anId(1) }, drill: () => false });
  const units = Array.from({ length: 30 }, (_, index) => anId(0x100 + index));
  const orderId = anId(0x500);
  const issued = {
    type: 'order_issued', at: NOW, by: 'seat', orderId, operationId: null, courtCode: 'JJ', unitIds: units, text: '集结',
    templateId: null, priority: 'routine', replyBySeconds: 60, issuerName: '林', drill: false,
  }; // prettier-ignore
  const stream = `order/${orderId}`;
  await spine.execute({ commandId: anId(2), caller: aPhone(units[0]!), decide: () => ok([{ stream, event: issued }]) });

  const results = await Promise.all(
    units.map((unitId, index) => {
      const cmd = { commandId: anId(0x900 + index), orderId, occurredAt: NOW };
      const decide: Parameters<typeof spine.execute>[0]['decide'] = (world, given) =>
        decideAcknowledgeOrder(world.get('order', orderId)!, cmd, given);
      return spine.execute({ commandId: cmd.commandId, caller: aPhone(unitId), decide });
    }),
  );

  expect(results.filter((result) => !result.ok)).toEqual([]);
  expect(spine.world.version(stream)).toBe(31);
});
