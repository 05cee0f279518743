import { setTimeout as delay } from 'node:timers/promises';
import { background, logFault } from '../log.ts';
import { openSidePort } from '../side-process-port.ts';
import { BadOffer, UnknownUplink } from './errors.ts';
import { createRelayEngine } from './relay-engine.ts';
import type { FromRelay, RelayRequest, ToRelay } from './relay-messages.ts';

/** Entry of the relay's own process: the native library may take it down, and the hub with its record lives on. */
const port = openSidePort<ToRelay, FromRelay>((message) => background('relay_request', handle(message)));
const engine = createRelayEngine((reports) => port.post({ kind: 'reports', reports }));

async function run(request: RelayRequest): Promise<string> {
  switch (request.kind) {
    case 'open_uplink':
      return engine.openUplink(request.uplinkId, request.offer);
    case 'open_view':
      return engine.openView(request.viewId, request.uplinkId, request.offer);
    case 'close_uplink':
      engine.closeUplink(request.uplinkId);
      return '';
    case 'close_view':
      engine.closeView(request.viewId);
      return '';
    case 'set_talk':
      engine.setTalk(request.speaker, request.listeners);
      return '';
  }
}

async function handle({ id, request }: ToRelay): Promise<void> {
  try {
    port.post({ kind: 'done', id, answer: await run(request) });
  } catch (error) {
    const kind =
      error instanceof UnknownUplink ? 'UnknownUplink' : error instanceof BadOffer ? 'BadOffer' : 'Error';
    if (kind === 'Error') logFault('relay_request', error, { kind: request.kind });
    port.post({
      kind: 'refused',
      id,
      error: kind,
      message: error instanceof Error ? error.message : String(error),
    });
  }
}

/** A bug of ours ends the process: the hub starts it anew, and pages connect again by themselves. */
function end(error: unknown): void {
  logFault('relay_process', error);
  background(
    'relay_exit',
    delay(50).then(() => process.exit(1)),
  );
}
process.on('uncaughtException', end);
process.on('unhandledRejection', end);
