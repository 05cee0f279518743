import { expect, it } from 'vitest';
import { readSetup } from '#contracts/session.ts';
import { callHttp } from '#renderer/client/http-call.ts';
import { startHubProcess } from '#support/faults/hub-process.ts';
import { idleSide } from '#support/hub/idle-side.ts';
import { openPage } from '#support/hub/page.ts';
import { sayAndWait } from '#support/hub/raw-request.ts';
import { openRawSocket } from '#support/hub/raw-socket.ts';
import { foundTestCourt, openTestHub } from '#support/hub/test-hub.ts';
import { tempDir } from '#support/temp-dir.ts';

const STRANGER =
  'GET /ws HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';

it('closes with pages on the line, and with connections that say nothing, half a request or half a handshake', async () => {
  const test = await openTestHub({ startSide: idleSide });
  const court = await foundTestCourt(test);
  const { consoleUrl, fieldUrls } = test.hub;
  const page = await openPage(consoleUrl, await court.seat('operator'));
  const greeting = await openRawSocket(consoleUrl);
  const fieldUrl = fieldUrls.at(-1)!.replace('https', 'http');
  const held = [
    sayAndWait(consoleUrl, ''),
    sayAndWait(consoleUrl, 'POST /api/setup.read HTTP/1.1\r\nHost: 127.0.0.1\r\n'),
    sayAndWait(consoleUrl, STRANGER),
    sayAndWait(fieldUrl, ''),
    sayAndWait(fieldUrl, 'GET / HTTP/1.1\r\n'),
    sayAndWait(fieldUrl, Buffer.from([0x16, 0x03, 0x01])),
  ];
  await expect.poll(() => held.every(({ socket }) => !socket.connecting)).toBe(true);
  await test[Symbol.asyncDispose]();
  await Promise.all([...held.map(({ closed }) => closed), greeting.closed]);
  await page.until('the line is gone', ({ client }) => client.link().state !== 'online');
  page.close();
});

it('as a process of its own it opens, answers, and ends in peace when asked to, with its side processes', async () => {
  const hub = await startHubProcess(tempDir('served'));
  expect(await callHttp(readSetup, {}, { url: hub.consoleUrl })).toMatchObject({
    ok: true,
    value: { configured: false },
  });
  const waiting = sayAndWait(hub.consoleUrl, '');
  const children = hub.children();
  expect(await hub.end()).toBe(0);
  await waiting.closed;
  const alive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false; // gone
    }
  };
  expect(children.filter(alive)).toEqual([]);
  expect(hub.log()).not.toContain('fault');
});

it('a second hub on the same folder is refused, and says what to do', async () => {
  const dir = tempDir('served-twice');
  const first = await startHubProcess(dir);
  await expect(startHubProcess(dir)).rejects.toThrow('another hub has the record in');
  expect(await first.end()).toBe(0);
});
