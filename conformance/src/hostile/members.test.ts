import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toCbor } from '../harness/cbor.js';
import type { RawRequest } from '../harness/raw.js';
import { start, type Child } from './child.js';
import { requests } from './requests.js';
import { assertUnhurt, assertWellFormed } from './verdict.js';

/** A value, as JSON text. */
const odd: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  zero: '0',
  negative: '-1',
  fraction: '1.5',
  'beyond 31 bits': '2147483648',
  'beyond 64 bits': '1e300',
  'beyond numbers': '1e999',
  'minus zero': '-0.0',
  NaN: '"NaN"',
  'an empty string': '""',
  'a control character': '"a\\u0000\\u001f"',
  'half a pair': '"\\ud800"',
  'a long string': `"${'x'.repeat(100_000)}"`,
  'many digits': `"${'9'.repeat(100_000)}"`,
  'an empty list': '[]',
  'a list of null': '[null]',
  'a list of lists': '[[["a"]]]',
  'many items': `[${'0,'.repeat(20_000)}0]`,
  'deep lists': '['.repeat(150) + ']'.repeat(150),
  'too deep lists': '['.repeat(100_000) + ']'.repeat(100_000),
  'an empty structure': '{}',
  'deep structures': '{"a":'.repeat(2000) + '1' + '}'.repeat(2000),
  'a prototype': '{"__proto__":{"StreamName":"x","Type":"x","a":"b"},"constructor":{"prototype":{}},"toString":1}',
  'the same key twice': '{"a":"b","a":1}',
};

let child: Child;
before(async () => {
  child = await start();
  await child.raw.call('CreateStream', { StreamName: 'target', ShardCount: 1 });
});
after(() => child.stop());

describe('every member of every operation', () => {
  for (const [operation, input] of Object.entries(requests)) {
    it(operation, async () => {
      for (const [path, body] of bodies(input)) {
        const answer = await send(operation, { body });
        assertWellFormed(answer, `${operation} ${path} in JSON`);
      }
      for (const [path, value] of cborBodies(input)) {
        const answer = await send(operation, {
          body: value,
          headers: { 'content-type': 'application/x-amz-cbor-1.1' },
        });
        assertWellFormed(answer, `${operation} ${path} in CBOR`);
      }
    });
  }

  it('has polluted no prototype, cost little memory, and left no failure in the log', async () => {
    const answer = await child.raw.call('DescribeStreamSummary', {});
    assert.equal(answer.json?.['__type'], 'InvalidArgumentException');
    assert.ok(child.memory() < 400, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});

const send = (operation: string, request: RawRequest) => child.raw.call(operation, {}, request);

/** The input with each of its values, at every depth, replaced by each odd one; and whole bodies that are odd. */
function* bodies(input: object): Generator<readonly [string, string]> {
  for (const [name, value] of Object.entries(odd)) {
    yield [name, value];
    for (const [path, text] of replaced(input, value)) yield [`${path}: ${name}`, text];
  }
  const text = JSON.stringify(input);
  yield ['nothing', ''];
  yield ['half', text.slice(0, text.length / 2)];
  yield ['twice', text + text];
  yield ['with a byte order mark', `\ufeff${text}`];
}

function* replaced(input: unknown, value: string): Generator<readonly [string, string]> {
  if (typeof input !== 'object' || input === null) return;
  const isList = Array.isArray(input);
  const entries = Object.entries(input);
  for (const [at, [key, item]] of entries.entries()) {
    const put = (text: string): string => {
      const parts = entries.map(([other, kept], index) => {
        const member = index === at ? text : JSON.stringify(kept);
        return isList ? member : `${JSON.stringify(other)}:${member}`;
      });
      return isList ? `[${parts.join()}]` : `{${parts.join()}}`;
    };
    yield [key, put(value)];
    for (const [path, text] of replaced(item, value)) yield [`${key}.${path}`, put(text)];
  }
}

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

function* cborBodies(input: object): Generator<readonly [string, Buffer]> {
  const entries = Object.entries(input);
  for (const [name, value] of Object.entries(oddCbor)) {
    yield [name, value];
    for (const [key] of entries) {
      const parts = entries.flatMap(([other, kept]) => [toCbor(other), other === key ? value : toCbor(kept)]);
      yield [`${key}: ${name}`, Buffer.concat([Buffer.of(0xbf), ...parts, Buffer.of(0xff)])];
    }
  }
}
