import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { findChromium } from '../find-chromium.ts';
import type { Machine } from './machine.ts';

const run = promisify(execFile);
const LIMIT_MS = 20_000;

/** Written into an empty page and read back: what this Chromium can send and receive in a call. */
const ASK = `<script>document.write(JSON.stringify(['video', 'audio'].flatMap((kind) =>
  RTCRtpReceiver.getCapabilities(kind).codecs.map(({ mimeType }) => mimeType))))</script>`;

export async function lookAtBrowser(): Promise<Pick<Machine, 'browser' | 'codecs'>> {
  const path = pathOrNull();
  if (path === null) return { browser: null, codecs: null };
  const [version, codecs] = await Promise.all([versionOf(path), codecsOf(path)]);
  return { browser: { path, version }, codecs };
}

function pathOrNull(): string | null {
  try {
    return findChromium(existsSync);
  } catch {
    return null; // its message is for who needs one; here it is a finding
  }
}

async function versionOf(path: string): Promise<string | null> {
  if (process.platform === 'win32') return null; // there `--version` opens a window
  const answer = await run(path, ['--version'], { timeout: LIMIT_MS }).catch(() => null);
  return answer === null ? null : (/\d+(\.\d+)+/.exec(answer.stdout)?.[0] ?? null);
}

async function codecsOf(path: string): Promise<string[] | null> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const page = `data:text/html,${encodeURIComponent(ASK)}`;
  const args = ['--headless', '--disable-gpu', ...asRoot, '--dump-dom', page];
  const answer = await run(path, args, { timeout: LIMIT_MS }).catch(() => null);
  const list = /<body>(\[.*?\])/s.exec(answer?.stdout ?? '')?.[1];
  return list === undefined ? null : [...new Set(JSON.parse(list) as string[])];
}
