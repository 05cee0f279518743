/**
 * Makes resources/drill/*.ivf, the pictures (VP8) and the sound (Opus) that the drill's cameras send. Run by hand when a
 * scene changes; the files are committed, so nobody else needs what it takes: Chromium, ffmpeg with libvpx and libopus,
 * and the Noto Sans CJK font (Debian: `apt-get install ffmpeg chromium fonts-noto-cjk`).
 *
 *   node main/tools/sim/make-clips.mjs [NAME…]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CLIP_NAMES, CLIP_SIZE } from './clip-scenes.mjs';

const OUT = join(import.meta.dirname, '../../../resources/drill');
const FRAMES_A_SECOND = 10;
const SECONDS = 12;
const KEY_FRAME_EVERY = 20;
const BITS_A_SECOND = 110_000;

const only = process.argv.slice(2);
for (const name of only.length > 0 ? only : CLIP_NAMES) await makeClip(name);
makeSound();

async function makeClip(name) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage();
  // The scenes are a module; a page made of text has no address to import from, so it gets the source itself.
  await page.setContent('<canvas></canvas>');
  await page.addScriptTag({
    type: 'module',
    content: `${readFileSync(join(import.meta.dirname, 'clip-scenes.mjs'), 'utf8')}\nwindow.drawClip = drawClip;`,
  });
  await page.waitForFunction(() => 'drawClip' in window);
  const file = join(OUT, `${name}.ivf`);
  const encoder = spawn(
    'ffmpeg',
    ['-y', '-loglevel', 'error', '-f', 'image2pipe', '-framerate', String(FRAMES_A_SECOND), '-c:v', 'png', '-i', '-',
      '-pix_fmt', 'yuv420p', '-c:v', 'libvpx', '-b:v', String(BITS_A_SECOND), '-maxrate', String(BITS_A_SECOND * 1.5),
      '-bufsize', String(BITS_A_SECOND * 2), '-g', String(KEY_FRAME_EVERY), '-keyint_min', String(KEY_FRAME_EVERY),
      // No hidden frames: each of ours is one picture on the wire.
      '-auto-alt-ref', '0', '-lag-in-frames', '0', '-deadline', 'best', '-cpu-used', '0', file],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  ); // prettier-ignore
  const total = FRAMES_A_SECOND * SECONDS;
  for (let frame = 0; frame < total; frame++) {
    const png = await page.evaluate(
      ([clip, phase, seconds, size]) => {
        const canvas = document.querySelector('canvas');
        if (canvas.width !== size.width) Object.assign(canvas, size);
        window.drawClip(canvas.getContext('2d'), clip, phase, seconds);
        return canvas.toDataURL('image/png').split(',')[1];
      },
      [name, frame / total, SECONDS, CLIP_SIZE],
    );
    if (!encoder.stdin.write(Buffer.from(png, 'base64'))) await once(encoder.stdin, 'drain');
  }
  encoder.stdin.end();
  const [code] = await once(encoder, 'exit');
  await browser.close();
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
  console.log(`${file}  ${statSync(file).size} bytes`);
}

/** A room's quiet hum with a soft tick every four seconds: enough to hear that a line is open. */
function makeSound() {
  const dir = mkdtempSync(join(tmpdir(), 'clips-'));
  const ogg = join(dir, 'room.ogg');
  const hum =
    'aevalsrc=0.012*sin(2*PI*110*t)+0.006*sin(2*PI*220*t)+0.004*random(0)+0.05*sin(2*PI*880*t)*lt(mod(t\\,4)\\,0.06):d=12:s=48000';
  const made = spawnSync('ffmpeg', ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', hum, '-ac', '1', '-c:a', 'libopus',
    '-application', 'audio', '-b:a', '12000', '-frame_duration', '60', ogg], { stdio: 'inherit' }); // prettier-ignore
  if (made.status !== 0) throw new Error(`ffmpeg ended with ${made.status}`);
  const file = join(OUT, 'room.ivf');
  writeFileSync(file, toIvf(packetsOfOgg(readFileSync(ogg)).slice(2))); // without the two heads
  rmSync(dir, { recursive: true });
  console.log(`${file}  ${statSync(file).size} bytes`);
}

/** RFC 3533: pages of segments; a packet ends at a segment shorter than 255 bytes. */
function packetsOfOgg(bytes) {
  const packets = [];
  let parts = [];
  for (let page = 0; page < bytes.length;) {
    const segments = bytes[page + 26];
    let at = page + 27 + segments;
    for (const length of bytes.subarray(page + 27, page + 27 + segments)) {
      parts.push(bytes.subarray(at, at + length));
      at += length;
      if (length < 255) packets.push(Buffer.concat(parts.splice(0)));
    }
    page = at;
  }
  return packets;
}

/** The same container as for pictures, so that the simulator reads one format: a frame is one Opus packet of 60 ms. */
function toIvf(packets) {
  const head = Buffer.alloc(32);
  head.write('DKIF', 0, 'latin1');
  head.writeUInt16LE(32, 6);
  head.write('OPUS', 8, 'latin1');
  head.writeUInt32LE(1000, 16);
  head.writeUInt32LE(60, 20);
  head.writeUInt32LE(packets.length, 24);
  const frames = packets.map((packet, index) => {
    const frame = Buffer.alloc(12);
    frame.writeUInt32LE(packet.length, 0);
    frame.writeBigUInt64LE(BigInt(index), 4);
    return Buffer.concat([frame, packet]);
  });
  return Buffer.concat([head, ...frames]);
}
