import 'reflect-metadata'; // x509 needs it before it loads
import { hash, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { Clock, SecretStore } from '../ports.ts';

const DAY = 24 * 3600 * 1000;
const AUTHORITY_DAYS = 3650;
/** Browsers refuse more than 398 (CA/Browser Forum Baseline Requirements §6.3.2). */
const LEAF_DAYS = 397;
/** Reissued while there is this much left, so that a hub that is seldom restarted does not run out. */
const RENEW_DAYS = 60;
/** A phone whose clock is behind still takes it. */
const BACKDATED_DAYS = 1;

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const KIND = 'certificate';

type Pair = { certPem: string; keyPem: string };
/** As x509 names them: its types are the browser's, ours are Node's, the objects are the same. */
type Keys = x509.X509CertificateCreateSelfSignedParams['keys'];
type Key = Keys['privateKey'];

export type CertificateAuthority = {
  caPem: string;
  /** What phones install (`application/x-x509-ca-cert`). */
  caDer: Uint8Array;
  /** SHA-256 as phones show it: `AB:CD:…`. Read out by phone or compared on paper before it is trusted. */
  fingerprint: string;
  /**
   * A certificate for these DNS names and addresses. The kept one is given again until the names change or fewer than
   * 60 days are left: ask again from time to time.
   */
  leafFor: (names: readonly string[]) => Promise<Pair>;
};

/**
 * This hub's own certificate authority, made at first use and kept in the secret store: ECDSA P-256, ten years. Phones
 * need HTTPS before they let a page use camera and position, and no public authority vouches for a court's inner network.
 */
export async function openCertificateAuthority(
  secrets: SecretStore,
  clock: Clock,
): Promise<CertificateAuthority> {
  const pair = (await keptAuthority(secrets, clock)) ?? (await makeAuthority(secrets, clock));
  const certificate = new x509.X509Certificate(pair.certPem);
  const signingKey = await importKey(pair.keyPem);
  const caDer = new Uint8Array(certificate.rawData);
  let turn: Promise<unknown> = Promise.resolve();

  const leafFor = async (names: readonly string[]): Promise<Pair> => {
    const wanted = [...new Set(names)].sort();
    if (wanted.length === 0) throw new Error('a certificate needs at least one name');
    const kept = await keptLeaf(secrets, clock, certificate, wanted);
    if (kept) return kept;
    const leaf = await makeLeaf(wanted, { certificate, signingKey }, clock);
    await secrets.put(KIND, 'leaf', JSON.stringify({ names: wanted, ...leaf }));
    return leaf;
  };

  return {
    caPem: pair.certPem,
    caDer,
    fingerprint: hash('sha256', caDer)
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:'),
    leafFor: (names) => {
      const leaf = turn.then(() => leafFor(names)); // one at a time: two callers get one certificate
      turn = leaf.catch(() => undefined);
      return leaf;
    },
  };
}

async function keptAuthority(secrets: SecretStore, clock: Clock): Promise<Pair | null> {
  const kept = await secrets.get(KIND, 'authority');
  if (kept === null) return null;
  const pair = JSON.parse(kept) as Pair;
  return new x509.X509Certificate(pair.certPem).notAfter.getTime() > clock.now() ? pair : null;
}

async function makeAuthority(secrets: SecretStore, clock: Clock): Promise<Pair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    // Each has a name of its own: a phone that knows two hubs must be able to tell them apart.
    name: `CN=Hengling CA ${randomBytes(3).toString('hex').toUpperCase()}, O=Hengling`,
    serialNumber: serial(),
    ...validity(clock, AUTHORITY_DAYS),
    keys,
    signingAlgorithm: EC,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const pair = { certPem: certificate.toString('pem'), keyPem: await exportKey(keys.privateKey) };
  await secrets.put(KIND, 'authority', JSON.stringify(pair));
  return pair;
}

async function keptLeaf(
  secrets: SecretStore,
  clock: Clock,
  authority: x509.X509Certificate,
  wanted: string[],
) {
  const kept = await secrets.get(KIND, 'leaf');
  if (kept === null) return null;
  const { names, certPem, keyPem } = JSON.parse(kept) as Pair & { names: string[] };
  const certificate = new x509.X509Certificate(certPem);
  const daysLeft = (certificate.notAfter.getTime() - clock.now()) / DAY;
  const isOurs = certificate.issuer === authority.subject;
  return isOurs && daysLeft > RENEW_DAYS && names.join() === wanted.join() ? { certPem, keyPem } : null;
}

type Signer = { certificate: x509.X509Certificate; signingKey: Key };

async function makeLeaf(names: string[], { certificate, signingKey }: Signer, clock: Clock) {
  const keys = await newKeys();
  const { notBefore, notAfter } = validity(clock, LEAF_DAYS);
  const leaf = await x509.X509CertificateGenerator.create({
    subject: 'CN=Hengling hub, O=Hengling',
    issuer: certificate.subject,
    serialNumber: serial(),
    notBefore,
    notAfter: notAfter < certificate.notAfter ? notAfter : certificate.notAfter,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: EC,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => new x509.GeneralName(isIP(value) ? 'ip' : 'dns', value)),
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(certificate.publicKey),
    ],
  });
  return { certPem: leaf.toString('pem'), keyPem: await exportKey(keys.privateKey) };
}

function validity(clock: Clock, days: number) {
  const from = clock.now() - BACKDATED_DAYS * DAY;
  return { notBefore: new Date(from), notAfter: new Date(from + days * DAY) };
}

/** Positive, 16 bytes (RFC 5280 §4.1.2.2). */
const serial = () => `4${randomBytes(16).toString('hex').slice(1)}`;

const newKeys = () => webcrypto.subtle.generateKey(EC, true, ['sign', 'verify']) as unknown as Promise<Keys>;

async function exportKey(key: Key): Promise<string> {
  return x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey),
    'PRIVATE KEY',
  );
}

function importKey(pem: string): Promise<Key> {
  return webcrypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(pem), EC, false, [
    'sign',
  ]) as unknown as Promise<Key>;
}
