import assert from 'node:assert/strict';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAddress, parseRange } from './ip-address.js';
import { holds } from './testing.js';

describe('addresses', () => {
  const table: readonly (readonly [range: string, address: string, within: boolean, why?: string])[] = [
    ['203.0.113.5', '203.0.113.5', true, 'without a prefix, that address alone'],
    ['203.0.113.5', '203.0.113.6', false],
    ['192.168.0.1/16', '192.168.255.255', true, 'host bits do not count'],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false, 'a family has its own ranges'],
    ['::/0', '127.0.0.1', false],
    ['::/0', 'fe80::1', true],
    ['128.0.0.0/1', '200.0.0.1', true],
    ['128.0.0.0/1', '100.0.0.1', false],
    ['::1', '::1', true],
    ['::1', '::2', false],
    ['2001:db8::/33', '2001:db8:7fff::', true],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['127.0.0.1', '::ffff:127.0.0.1', true, 'a mapped address is the IPv4 address'],
    ['127.0.0.0/8', '::FFFF:7f00:2', true],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['::ffff:10.0.0.0/104', '11.1.2.3', false],
    ['10.0.0.0/33', '10.0.0.0', false],
    ['10.0.0.0/', '10.0.0.0', false],
    ['10.0.0.0/-1', '10.0.0.0', false],
    ['10.0.0.0/8/8', '10.0.0.0', false],
    ['::/129', '::', false],
    ['10.0.0.010', '10.0.0.8', false],
    ['10.0.0.010', '10.0.0.10', false],
    ['10.0.0.1', '10.0.0.1:80', false],
    ['fe80::1', 'fe80::1%eth0', false],
  ];
  for (const [range, address, within, why = ''] of table) {
    it(`${address} is ${within ? '' : 'not '}in ${range}${why && `: ${why}`}`, () => {
      assert.equal(holds('IpAddress', range, address), within);
      assert.equal(holds('NotIpAddress', range, address), !within);
    });
  }

  it('agree with a comparison bit by bit', () => {
    const family = fc.constantFrom(4, 16);
    const bytes = (length: number) =>
      fc.array(fc.constantFrom(0, 1, 128, 255), { minLength: length, maxLength: length });
    const cases = family.chain((length) => fc.tuple(bytes(length), bytes(length), fc.nat(length * 8)));
    fc.assert(
      fc.property(cases, ([network, host, prefix]) => {
        // Half of the hosts share the network's bits.
        const address =
          prefix % 2 === 0 ? host : host.map((byte, index) => (index * 8 < prefix ? (network[index] ?? 0) : byte));
        const within = bitsOf(network).slice(0, prefix) === bitsOf(address).slice(0, prefix);
        assert.equal(holds('IpAddress', `${textOf(network)}/${prefix}`, textOf(address)), within);
      }),
    );
  });

  it('are those that Node knows, but for zones', () => {
    const part = fc.oneof(
      fc.constantFrom('0', '1', 'ffff', '255', '256', '01', 'a', '12345', '', 'g'),
      fc.nat(255).map(String),
    );
    const text = fc
      .array(fc.tuple(part, fc.constantFrom(':', '.', '::', ':')), { maxLength: 9 })
      .map((all) => all.flat().join(''));
    const cut = fc.tuple(text, fc.nat(2)).map(([all, end]) => all.slice(0, all.length - end));
    fc.assert(
      fc.property(cut, (address) => {
        assert.equal(parseAddress(address) !== undefined, isIPv4(address) || isIPv6(address), address);
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => assert.notEqual(parseRange(address), undefined)),
    );
  });
});

function bitsOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

function textOf(bytes: readonly number[]): string {
  if (bytes.length === 4) return bytes.join('.');
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  return [0, 2, 4, 6, 8, 10, 12, 14].map((index) => `${hex[index] ?? ''}${hex[index + 1] ?? ''}`).join(':');
}
