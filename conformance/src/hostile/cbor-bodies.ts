import { toCbor } from '../harness/cbor.js';

/** CBOR can say more than JSON: bytes, numbers of 64 bits, tags, lengths that lie. */
const oddCbor: Readonly<Record<string, Buffer>> = {
  null: Buffer.from('f6', 'hex'),
  undefined: Buffer.from('f7', 'hex'),
  NaN: Buffer.from('f97e00', 'hex'),
  infinity: Buffer.from('f97c00', 'hex'),
  'the largest integer': Buffer.from('1bffffffffffffffff', 'hex'),
  'the smallest integer': Buffer.from('3bffffffffffffffff', 'hex'),
  'a big number': Buffer.from(`c258${'40'}${'ff'.repeat(64)}`, 'hex'),
  bytes: Buffer.from('4400010203', 'hex'),
  text: Buffer.from('6161', 'hex'),
  'no UTF-8': Buffer.from('62c328', 'hex'),
  'a list': Buffer.from('9ff6ff', 'hex'),
  'a map': Buffer.from('bf6161f6ff', 'hex'),
  'a map with a number for a key': Buffer.from('a10102', 'hex'),
  'a time that is text': Buffer.from('c16161', 'hex'),
  'a time beyond time': Buffer.from('c1fb7fefffffffffffff', 'hex'),
  'a long list that is not there': Buffer.from('9b00000000ffffffff', 'hex'),
  'a long text that is not there': Buffer.from('7b7fffffffffffffff', 'hex'),
  'a break': Buffer.from('ff', 'hex'),
  'tags in tags': Buffer.concat([Buffer.alloc(500, 0xc1), Buffer.of(0)]),
  'deep lists': Buffer.alloc(100_000, 0x81),
};

/** Documents that are odd, and the input with each of its members replaced by each odd value. */
export function* cborBodies(input: object): Generator<readonly [string, Buffer]> {
  const entries = Object.entries(input);
  for (const [name, value] of Object.entries(oddCbor)) {
    yield [name, value];
    for (const [key] of entries) {
      const parts = entries.flatMap(([other, kept]) => [toCbor(other), other === key ? value : toCbor(kept)]);
      yield [`${key}: ${name}`, Buffer.concat([Buffer.of(0xbf), ...parts, Buffer.of(0xff)])];
    }
  }
}
