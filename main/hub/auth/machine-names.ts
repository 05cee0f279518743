import { hostname, networkInterfaces } from 'node:os';
import { domainToASCII } from 'node:url';

/**
 * Every name and address under which another device on the local network can reach this machine, for its certificate:
 * its host name, bare and with `.local` (mDNS), and its addresses; those of this machine to itself as well. Sorted.
 */
export function machineNames(): string[] {
  const host = domainToASCII(hostname()).toLowerCase();
  const names = ['localhost', '127.0.0.1', '::1'];
  // Certificates hold letters, digits and hyphens; a host name that is something else cannot be asked for by it.
  if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(host))
    names.push(host, ...(host.includes('.') ? [] : [`${host}.local`]));
  return [...new Set([...names, ...lanAddresses()])].sort();
}

/** Addresses of this machine on its networks: IPv4 first, without link-local IPv6, which needs a zone that URLs lack. */
export function lanAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ internal, address }) => !internal && !/^fe[89ab]/i.test(address));
  return outside.sort((a, b) => a.family.localeCompare(b.family)).map(({ address }) => address);
}
