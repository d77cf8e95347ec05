import { BlockList, isIP } from 'node:net';
import { truth } from '../values.js';
import { of, ofText, type FunctionDefinition, type FunctionGroup } from './definition.js';

type Version = 4 | 6;

/** A network such as `10.0.0.0/8`; undefined for any other text. */
function network(text: string): { readonly version: Version; readonly list: BlockList } | undefined {
  const [address = '', bits = '', more] = text.split('/');
  const version = isIP(address);
  const prefix = Number(bits);
  if (version === 0 || more !== undefined || !/^\d{1,3}$/.test(bits) || prefix > (version === 4 ? 32 : 128))
    return undefined;
  return { version: version === 4 ? 4 : 6, list: blocks(text) };
}

function blocks(...networks: string[]): BlockList {
  const list = new BlockList();
  for (const one of networks) {
    const [address = '', bits] = one.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

/** Queries name few networks: nearly always one, as a literal. */
const known = new Map<string, ReturnType<typeof network>>();
const MOST_KNOWN = 100;

function knownNetwork(text: string): ReturnType<typeof network> {
  if (!known.has(text)) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, network(text));
  }
  return known.get(text);
}

const isWithin = (address: string, list: BlockList): boolean => {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
};

const inSubnet = (wanted?: Version): FunctionDefinition =>
  of(2, 2, (args) => {
    const [address, subnet] = [args.text(0), knownNetwork(args.text(1) ?? '')];
    if (address === undefined || subnet === undefined || (wanted ?? subnet.version) !== subnet.version) return 0;
    return truth(isIP(address) === subnet.version && isWithin(address, subnet.list));
  });

const PRIVATE = blocks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');
const RESERVED = blocks(
  '0.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '2001:db8::/32',
  'fe80::/10',
  'ff00::/8',
);

export const ADDRESSES: FunctionGroup = {
  isValidIp: of(1, 1, (args) => truth(isIP(args.text(0) ?? '') !== 0)),
  isValidIpV4: of(1, 1, (args) => truth(isIP(args.text(0) ?? '') === 4)),
  isValidIpV6: of(1, 1, (args) => truth(isIP(args.text(0) ?? '') === 6)),
  isIpInSubnet: inSubnet(),
  isIpv4InSubnet: inSubnet(4),
  isIpv6InSubnet: inSubnet(6),
  ipv4ToNumber: ofText((text) =>
    isIP(text) === 4 ? text.split('.').reduce((number, part) => number * 256 + Number(part), 0) : undefined,
  ),
  isPrivateIP: ofText((text) => truth(isWithin(text, PRIVATE))),
  isReservedIP: ofText((text) => truth(isWithin(text, RESERVED))),
  isPublicIP: ofText((text) => truth(isIP(text) !== 0 && !isWithin(text, PRIVATE) && !isWithin(text, RESERVED))),
};
