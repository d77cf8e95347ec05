import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { test } from 'node:test';
import fc from 'fast-check';
import { Meter } from './meter.js';
import { fit, plainLine, sparkline, statusLines } from './status.js';
import type { Status } from './status.js';

const STATUS: Status = {
  version: '0.1.0',
  url: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  stream: 'wildrydes',
  data: '.paddock',
  upMillis: 3_725_000,
  series: [0, 2, 4, 3, 3, 3, 3, 3],
  total: 12_345,
  unicorns: ['Shadowfax', 'Bucephalus', 'Rocinante', 'Pegasus', 'Arion'],
  shards: [
    { id: 'shardId-000000000001', millisBehindLatest: 1_200 },
    { id: 'shardId-000000000002', millisBehindLatest: 0 },
  ],
  throttled: 0,
  errors: 0,
  note: undefined,
};

test('the status says what matters in at most twelve lines', () => {
  const lines = statusLines(STATUS, { width: 100, color: false });
  assert.ok(lines.length <= 12);
  const text = lines.join('\n');
  for (const part of [
    'Paddock 0.1.0   http://127.0.0.1:4566   us-east-1   up 1:02:05',
    '3.0/s',
    '12,345 read so far',
    'Shadowfax, Bucephalus, Rocinante, Pegasus and 1 more',
    '2 shards  behind by 1.2 s (…001)',
    'npx producer -name Pegasus',
  ]) {
    assert.ok(text.includes(part), `${part} in\n${text}`);
  }
});

test('no line is wider than the terminal, coloured or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 120 }), fc.string({ unit: 'binary' }), (width, name) => {
      const status = { ...STATUS, unicorns: [name, name], note: width % 2 === 0 ? name.repeat(9) : undefined };
      for (const line of statusLines(status, { width, color: true })) {
        const plain = stripVTControlCharacters(line);
        assert.ok(Array.from(plain).length <= width, `${Array.from(plain).length} > ${width}: ${plain}`);
      }
    }),
  );
});

test('without colour there are no escape codes, whatever a unicorn is called', () => {
  const lines = statusLines({ ...STATUS, unicorns: ['\x1b[31mRed'] }, { width: 80, color: false });
  assert.ok(!lines.join('').includes('\x1b'));
});

test('another port is named in the commands to try', () => {
  const lines = statusLines({ ...STATUS, url: 'http://127.0.0.1:4999' }, { width: 100, color: false });
  assert.ok(lines.some((line) => line.includes('npx consumer -endpoint http://127.0.0.1:4999')));
});

test('one line for logs', () => {
  assert.equal(
    plainLine({ ...STATUS, throttled: 3, errors: 1 }),
    '3.0 records/s · 12,345 read · 5 unicorns · 2 shards behind by 1.2 s (…001), 0.0 s (…002) · 3 throttled, 1 error',
  );
});

test('a sparkline is full where the value is highest', () => {
  assert.equal(sparkline([0, 1, 7]), '▁▂█');
  assert.equal(sparkline([0, 0]), '▁▁');
});

test('wide characters count twice', () => {
  assert.equal(fit('독수리', 6), '독수리');
  assert.equal(fit('독수리', 5), '독수…');
  assert.equal(fit('abc', 2), 'a…');
});

test('records count in the second of their arrival, unicorns for half a minute', () => {
  const meter = new Meter();
  const record = (partitionKey: string, arrivedAt: number) => ({
    partitionKey,
    arrivedAt,
    sequenceNumber: '1',
    data: new Uint8Array(),
  });
  meter.count([record('a', 10_000), record('b', 10_900), record('a', 12_000)]);
  assert.deepEqual(meter.series(14_500, 4), [0, 2, 0, 1]);
  assert.deepEqual(meter.unicorns(14_500), ['a', 'b']);
  assert.deepEqual(meter.unicorns(41_000), ['a']);
  assert.equal(meter.total, 3);
});
