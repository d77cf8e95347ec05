import { isIP } from 'node:net';

export interface HostPolicy {
  /** Names that the operator gave this server, in lower case; one that begins with a dot stands for all names below it. */
  readonly names: readonly string[];
}

/**
 * Whether a Host header names this server. A page can have its own name resolve to the loopback address (DNS rebinding)
 * and then counts as same-origin; but its Host header still says that name. Names that nobody can register are safe:
 * addresses, `localhost`, single labels (as containers have), and the private `.internal`.
 */
export function hostAllowed(header: string | undefined, policy: HostPolicy): boolean {
  const host = header === undefined ? undefined : splitHost(header);
  if (host === undefined) return false;
  const { name } = host;
  if (isIP(name) !== 0 || isLoopbackName(name) || !name.includes('.') || name.endsWith('.internal')) return true;
  return policy.names.some((allowed) => (allowed.startsWith('.') ? name.endsWith(allowed) : name === allowed));
}

/** Whether a name, or an address, always means this machine. */
export function isLoopbackName(name: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

/** Name in lower case, without the brackets of an IPv6 address and without a root dot; undefined when it is no host at all. */
export function splitHost(header: string): { name: string; port: number | undefined } | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(header);
  if (match === null) return undefined;
  const [, address, label, port] = match;
  if (address !== undefined && isIP(address) !== 6) return undefined;
  const name = (address ?? label ?? '').toLowerCase().replace(/\.$/, '');
  return name === '' ? undefined : { name, port: port === undefined ? undefined : Number(port) };
}
