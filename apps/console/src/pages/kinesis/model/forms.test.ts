import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entriesOf, exampleReading, fromBase64, toBase64, type Draft } from './put-entries.js';
import { positionParameters, readPosition } from './position.js';
import { add, emptyRing, Rates, type Ring } from './record-ring.js';
import * as rules from './rules.js';

describe('rules', () => {
  it('knows names of streams', () => {
    for (const yes of ['a', 'wild-rydes_2.x', 'x'.repeat(128)]) assert.ok(rules.isStreamName(yes));
    for (const no of ['', 'a b', 'ä', 'x'.repeat(129), 'a/b']) assert.ok(!rules.isStreamName(no), no);
  });

  it('reads whole numbers within bounds', () => {
    assert.equal(rules.wholeNumber('24', 24, 8760), 24);
    for (const no of ['23', '8761', '1e3', '-5', '2.5', '', 'x'])
      assert.equal(rules.wholeNumber(no, 24, 8760), undefined);
  });

  it('scales to half at least and double at most', () => {
    assert.deepEqual(rules.scalingBounds(5), { least: 3, most: 10 });
    assert.deepEqual(rules.scalingBounds(1), { least: 1, most: 2 });
    assert.equal(rules.scalingBounds(9000).most, 10_000);
  });

  it('knows tags', () => {
    assert.equal(rules.tagKeyProblem('team'), undefined);
    assert.equal(rules.tagKeyProblem(''), 'empty');
    assert.equal(rules.tagKeyProblem('AWS:x'), 'reserved');
    assert.equal(rules.tagKeyProblem('a*'), 'characters');
    assert.equal(rules.tagKeyProblem('x'.repeat(129)), 'long');
    assert.ok(rules.isTagValue('') && rules.isTagValue('유니콘 1') && !rules.isTagValue('<'));
  });
});

describe('positions', () => {
  it('go into an address and come out of it', () => {
    for (const position of [
      { from: 'latest' },
      { from: 'horizon' },
      { from: 'time', at: 1_700_000_000_123 },
      { from: 'at', sequence: '4968' },
      { from: 'after', sequence: '0' },
    ] as const) {
      const address = new URLSearchParams();
      for (const [name, value] of Object.entries(positionParameters(position)))
        if (value !== null) address.set(name, value);
      assert.deepEqual(readPosition(address), position);
    }
  });

  it('are none when they are broken', () => {
    for (const broken of ['', 'from=x', 'from=time', 'from=time&time=x', 'from=at', 'from=after&sequence=1x']) {
      assert.equal(readPosition(new URLSearchParams(broken)), undefined);
    }
  });
});

describe('what is put', () => {
  const draft: Draft = { data: '{"a":1}', encoding: 'json', isMany: false, partitionKey: 'k', explicitHashKey: '' };
  const problems = (part: Partial<Draft>) =>
    entriesOf({ ...draft, ...part }).problems.map((one) => `${one.field} ${one.is}`);

  it('is one record, or one a line', () => {
    assert.equal(entriesOf(draft).entries.length, 1);
    const { entries } = entriesOf({ ...draft, isMany: true, data: '{"a":1}\r\n\n[2]\n' });
    assert.deepEqual(
      entries.map(({ data }) => new TextDecoder().decode(data)),
      ['{"a":1}', '[2]'],
    );
    assert.equal(entriesOf({ ...draft, encoding: 'text', data: 'a\nb' }).entries.length, 1);
  });

  it('says what is wrong, and where', () => {
    assert.deepEqual(problems({ partitionKey: '', explicitHashKey: '-1', data: ' ' }), [
      'partitionKey bad',
      'explicitHashKey bad',
      'data empty',
    ]);
    assert.deepEqual(problems({ data: '{' }), ['data json']);
    assert.deepEqual(problems({ encoding: 'base64', data: 'a' }), ['data base64']);
    assert.deepEqual(problems({ isMany: true, data: '1\n'.repeat(501) }), ['data count']);
    const [second] = entriesOf({ ...draft, isMany: true, data: '1\n{' }).problems;
    assert.equal(second?.field === 'data' && second.line, 2);
  });

  it('takes base64, and has an example that it takes', () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, index) => index % 256);
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    assert.equal(fromBase64('%'), undefined);
    assert.deepEqual(problems({ data: exampleReading(0) }), []);
  });
});

describe('the ring', () => {
  const record = (id: number, arrival: number, size = 1) => ({ id, arrival, size });

  it('keeps the newest by arrival and counts what goes', () => {
    const bounds = { most: 3, mostBytes: 1000 };
    const ring = add(
      add(emptyRing as Ring<ReturnType<typeof record>>, [record(1, 10), record(2, 20)], bounds),
      [record(3, 15), record(4, 30)],
      bounds,
    );
    assert.deepEqual(
      ring.records.map(({ id }) => id),
      [3, 2, 4],
    );
    assert.equal(ring.dropped, 1);
    assert.equal(ring.bytes, 3);
    assert.equal(add(ring, [], bounds), ring);
  });

  it('keeps no more bytes than it may, but always the last record', () => {
    const bounds = { most: 100, mostBytes: 10 };
    const ring = add(
      emptyRing as Ring<ReturnType<typeof record>>,
      [record(1, 1, 6), record(2, 2, 6), record(3, 3, 50)],
      bounds,
    );
    assert.deepEqual(
      ring.records.map(({ id }) => id),
      [3],
    );
  });

  it('says how much came a second', () => {
    const rates = new Rates(5000);
    rates.count(1000, 10, 100);
    rates.count(4000, 10, 100);
    assert.deepEqual(rates.at(5000), { records: 4, bytes: 40 });
    assert.deepEqual(rates.at(6500), { records: 2, bytes: 20 });
    assert.deepEqual(rates.at(60_000), { records: 0, bytes: 0 });
  });
});
