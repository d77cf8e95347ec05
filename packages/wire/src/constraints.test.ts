import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { constraintsOf } from './constraints.js';
import { string } from './shapes.js';

const CONSUMER_ARN = '^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+';
const patterns = [
  'arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+',
  'arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+',
  CONSUMER_ARN,
  // Of variable width, of alternatives, and of a class between two: these are matched as they are written.
  'a.*b+.*c',
  'a.*(b|:kinesis:).*c',
  'a.*b.*c|a',
  '.*.*',
  'a.*b.*',
  '0|([1-9]\\d{0,38})',
];

test('a pattern settles early only where that finds the same matches', () => {
  const fragments = [
    'arn:aws',
    '-cn',
    ':kinesis:',
    'us-east-1',
    ':123456789012:',
    '1234',
    'stream/',
    'x/consumer/y:1',
  ].concat(['a', 'b', 'c', ':', ' ', '\n', '0', '7', 'stream/x/consumer/y:1']);
  const text = fc.array(fc.constantFrom(...fragments), { maxLength: 14 }).map((parts) => parts.join(''));
  const arn = fc
    .tuple(text, text, text)
    .map(([a, b, c]) => `arn:aws${a}:kinesis:${b}:123456789012:${c}stream/x/consumer/y:1`);
  for (const pattern of patterns) {
    const [constraint] = constraintsOf(string({ pattern }));
    const plain = new RegExp(`^(?:${pattern})$`);
    fc.assert(
      fc.property(fc.oneof(text, arn), (value) => {
        assert.equal(constraint?.broken(value), !plain.test(value));
      }),
      { numRuns: 500 },
    );
  }
});

test('a pattern must match the whole value', () => {
  const [constraint] = constraintsOf(string({ pattern: '0|([1-9]\\d{0,2})' }));
  for (const good of ['0', '1', '100']) assert.equal(constraint?.broken(good), false);
  for (const bad of ['', '00', '01', '1000', '1\n', ' 1']) assert.equal(constraint?.broken(bad), true);
});

test("Java's possessive repetition of a fixed number matches as without it, and is printed", () => {
  const [possessive] = constraintsOf(string({ pattern: 'aws-\\d{1}+:\\d{3}+:[a-z]+' }));
  assert.equal(possessive?.text, 'Member must satisfy regular expression pattern: aws-\\d{1}+:\\d{3}+:[a-z]+');
  assert.equal(possessive.broken('aws-1:234:abc'), false);
  for (const bad of ['aws-12:234:abc', 'aws-1:2345:abc', 'aws-1+:234:abc', 'aws-1:23:abc'])
    assert.equal(possessive.broken(bad), true, bad);
});

test('a value far beyond its bound breaks the bound alone', () => {
  const traits = constraintsOf(string({ max: 2048, pattern: CONSUMER_ARN }))
    .filter((constraint) => constraint.broken('arn:aws:kinesis:'.repeat(1_000_000)))
    .map((constraint) => constraint.trait);
  assert.deepEqual(traits, ['max']);
});
