import { isIP } from 'node:net';

/** Whether a host name or address, with or without brackets, always means this machine. No name is looked up. */
export function isLoopback(host: string): boolean {
  const bare = (host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host).toLowerCase();
  switch (isIP(bare)) {
    case 4:
      return bare.startsWith('127.');
    case 6:
      return isLoopbackV6(bare);
    default: {
      // RFC 6761: localhost and every name below it.
      const name = bare.endsWith('.') ? bare.slice(0, -1) : bare;
      return name === 'localhost' || name.endsWith('.localhost');
    }
  }
}

// ::1 has many spellings, and so have IPv4 addresses within IPv6 (::ffff:127.0.0.1); a URL knows the shortest one.
function isLoopbackV6(address: string): boolean {
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname;
  return canonical === '[::1]' || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(canonical);
}
