import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openCertificateAuthority } from '#hub/auth/certificate-authority.ts';
import { createMemorySecretStore } from '#hub/store/memory-event-store.ts';

const DAY = 24 * 3600 * 1000;
const NAMES = ['192.0.2.7', 'hub.local', 'fd00::2'];

function aClock(start = Date.UTC(2026, 10, 24)) {
  let now = start;
  return { now: () => now, pass: (days: number) => void (now += days * DAY) };
}

describe('certificate authority', () => {
  it('is a CA for ten years whose certificate, DER and fingerprint agree', async () => {
    const clock = aClock();
    const { caPem, caDer, fingerprint } = await openCertificateAuthority(createMemorySecretStore(), clock);
    const ca = new X509Certificate(caPem);
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.raw.equals(caDer)).toBe(true);
    expect(fingerprint).toBe(ca.fingerprint256);
    expect((ca.validToDate.getTime() - ca.validFromDate.getTime()) / DAY).toBe(3650);
    expect(ca.validFromDate.getTime()).toBeLessThan(clock.now());
  });

  it('signs a certificate for exactly the names and addresses asked for, 397 days long, with its own key', async () => {
    const authority = await openCertificateAuthority(createMemorySecretStore(), aClock());
    const { certPem, keyPem } = await authority.leafFor(NAMES);
    const leaf = new X509Certificate(certPem);
    const ca = new X509Certificate(authority.caPem);
    expect(leaf.checkIssued(ca) && leaf.verify(ca.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIP('192.0.2.7') ?? leaf.checkIP('fd00::2')).toBe('192.0.2.7');
    expect(leaf.checkIP('fd00::2')).toBe('fd00::2');
    expect(leaf.checkHost('hub.local')).toBe('hub.local');
    expect(leaf.checkHost('other.local')).toBeUndefined();
    expect(leaf.checkIP('192.0.2.8')).toBeUndefined();
    expect((leaf.validToDate.getTime() - leaf.validFromDate.getTime()) / DAY).toBe(397);
    expect(leaf.checkPrivateKey((await import('node:crypto')).createPrivateKey(keyPem))).toBe(true);
  });

  it('gives the same certificate until the names change or it nears its end', async () => {
    const clock = aClock();
    const authority = await openCertificateAuthority(createMemorySecretStore(), clock);
    const [first, again] = await Promise.all([
      authority.leafFor(NAMES),
      authority.leafFor([...NAMES].reverse()),
    ]);
    expect(again).toEqual(first);
    const moved = await authority.leafFor([...NAMES, '192.0.2.8']);
    expect(moved.certPem).not.toBe(first.certPem);
    clock.pass(300);
    expect(await authority.leafFor([...NAMES, '192.0.2.8'])).toEqual(moved);
    clock.pass(60);
    const renewed = await authority.leafFor([...NAMES, '192.0.2.8']);
    expect(renewed.certPem).not.toBe(moved.certPem);
    expect(new X509Certificate(renewed.certPem).validToDate.getTime()).toBeGreaterThan(
      clock.now() + 390 * DAY,
    );
  });

  it('is the same authority after a restart, so that phones go on trusting it', async () => {
    const secrets = createMemorySecretStore();
    const clock = aClock();
    const first = await openCertificateAuthority(secrets, clock);
    const leaf = await first.leafFor(NAMES);
    const second = await openCertificateAuthority(secrets, clock);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(await second.leafFor(NAMES)).toEqual(leaf);
  });

  it('makes a new authority, and new certificates under it, when the old one has run out', async () => {
    const secrets = createMemorySecretStore();
    const clock = aClock();
    const first = await openCertificateAuthority(secrets, clock);
    clock.pass(3640);
    const last = new X509Certificate((await first.leafFor(NAMES)).certPem);
    expect(last.validToDate.getTime()).toBe(new X509Certificate(first.caPem).validToDate.getTime());
    clock.pass(20);
    const second = await openCertificateAuthority(secrets, clock);
    expect(second.fingerprint).not.toBe(first.fingerprint);
    const leaf = new X509Certificate((await second.leafFor(NAMES)).certPem);
    expect(leaf.verify(new X509Certificate(second.caPem).publicKey)).toBe(true);
  });
});
