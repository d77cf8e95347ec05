import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { test } from 'node:test';
import fc from 'fast-check';
import { Meter } from './meter.js';
import { plainLine, rowsText, statusLines } from './status.js';
import { clock, fit, hyperlink, sparkline, widthOf, wrap } from './text.js';
import type { Status } from './status.js';

// The twentieth second of some minute.
const NOW = Date.UTC(2026, 10, 22, 20, 40, 20);
const minute = (count: number): number => NOW - 20_000 + count * 60_000;
const MAP = 'http://127.0.0.1:4566/dashboard/?pool=us-east-1:11111111-2222-3333-4444-555555555555&stream=wildrydes';

const STATUS: Status = {
  version: '0.1.0',
  url: 'http://127.0.0.1:4566',
  region: 'us-east-1',
  stream: 'wildrydes',
  table: 'UnicornSensorData',
  functionName: 'WildRydesStreamProcessor',
  data: '.paddock',
  mapUrl: MAP,
  isPageComing: false,
  now: NOW,
  upMillis: 3_725_000,
  summingSince: NOW - 600_000,
  series: [0, 2, 4, 3, 3, 3, 3, 3],
  figures: {
    records: 12_345,
    rows: 30,
    items: 27,
    functionErrors: 0,
    throttled: 0,
    latestRows: { at: minute(0), value: 3 },
    triggerAge: 300,
  },
  unicorns: ['Shadowfax', 'Bucephalus', 'Rocinante', 'Pegasus', 'Arion'],
  shards: [
    { id: 'shardId-000000000001', millisBehindLatest: 1_200 },
    { id: 'shardId-000000000002', millisBehindLatest: 0 },
  ],
  riders: { throttled: 0, denied: 0, errors: 0 },
  parts: undefined,
  summary: '13 parts in 1.4 s: nothing changed',
  problems: [],
  note: undefined,
  hasAwsCli: true,
};
const PLAIN = { width: 120, color: false, links: false };

test('the status says what matters in at most 22 rows of 80 columns', () => {
  const lines = statusLines(STATUS, { ...PLAIN, width: 79 });
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / 80)), 0);
  assert.ok(rows <= 23, `${rows} rows`);
  const text = lines.join('\n');
  for (const part of [
    'Paddock 0.1.0   http://127.0.0.1:4566   us-east-1   up 1:02:05',
    MAP,
    '3.0/s',
    '12,345 since this start',
    `3 at ${clock(minute(0)).slice(0, 5)}; the next at ${clock(minute(1))}, in 40 s`,
    'console          http://127.0.0.1:4566/console/',
    'items written    27',
    '2 shards read 1.2 s behind (…001); trigger 0.3 s',
    'Shadowfax, Bucephalus, Rocinante and 2 more',
    '13 parts in 1.4 s: nothing changed',
    'npx producer -name Pegasus',
    'npx paddock ride status',
  ]) {
    assert.ok(text.includes(part), `${part} in\n${text}`);
  }
});

test('no line is wider than the terminal, coloured or not, but addresses and commands', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 120 }), fc.string({ unit: 'binary' }), (width, name) => {
      const status = { ...STATUS, unicorns: [name, name], note: width % 2 === 0 ? name.repeat(9) : undefined };
      for (const line of statusLines(status, { width, color: true, links: false })) {
        const plain = stripVTControlCharacters(line);
        if (/^http|^ {4}\S/.test(plain)) continue;
        assert.ok(widthOf(plain) <= width, `${widthOf(plain)} > ${width}: ${plain}`);
      }
    }),
  );
});

test('without colour there are no escape codes, whatever a unicorn is called', () => {
  const lines = statusLines({ ...STATUS, unicorns: ['\x1b[31mRed'] }, PLAIN);
  assert.ok(!lines.join('').includes('\x1b'));
});

test('the address is a link where the terminal makes links, and takes no more room', () => {
  const lines = statusLines(STATUS, { ...PLAIN, links: true });
  const line = lines.find((each) => each.includes(hyperlink(MAP)));
  assert.ok(line !== undefined);
  assert.ok(stripVTControlCharacters(line).endsWith(MAP));
});

test('another port is named in the commands to try', () => {
  const text = statusLines({ ...STATUS, url: 'http://127.0.0.1:4999' }, PLAIN).join('\n');
  assert.ok(text.includes('npx producer -name Pegasus -endpoint http://127.0.0.1:4999'));
  assert.ok(text.includes('PADDOCK_PORT=4999 npx paddock ride status'));
});

test('commands that need the AWS CLI are shown where it is', () => {
  assert.ok(
    !statusLines({ ...STATUS, hasAwsCli: false }, PLAIN)
      .join('\n')
      .includes('paddock aws'),
  );
});

test('while the parts are made they are shown, and nothing is to be tried yet', () => {
  const making = { ...STATUS, mapUrl: undefined, parts: ['  ✓ part one', '  · part two'], summary: undefined };
  const text = statusLines(making, PLAIN).join('\n');
  assert.match(text, /✓ part one\n {2}· part two/);
  assert.match(text, /live map +its guests get their role/);
  assert.doesNotMatch(text, /Try|rows summarised/);
});

test('what failed is told with what to do', () => {
  const problem = { title: 'trigger', what: 'it could not be created', why: 'denied', todo: 'npx paddock ride deploy' };
  const text = statusLines({ ...STATUS, problems: [problem] }, PLAIN).join('\n');
  assert.match(text, /✗ trigger: it could not be created: denied\n {4}→ npx paddock ride deploy/);
});

test('errors are counted by kind, and the latest is told', () => {
  const errors = {
    ...STATUS,
    figures: { ...STATUS.figures, functionErrors: 2, throttled: 3 },
    riders: { throttled: 1, denied: 1, errors: 0 },
    note: 'the function may not write',
  };
  const text = statusLines(errors, PLAIN).join('\n');
  assert.match(text, /errors +2 function errors, 4 throttled, 1 denied\n {4}the function may not write/);
});

test('newcomers are told when the first rows come, and what to do when none come', () => {
  const none = { ...STATUS, figures: { ...STATUS.figures, rows: 0, latestRows: undefined } };
  const at = (summingSince: number | undefined, now = NOW): string => rowsText({ ...none, summingSince, now });
  assert.equal(at(undefined), 'what sums them up is being made');
  assert.equal(at(NOW - 5_000), `the first summary comes at ${clock(minute(1))}, in 40 s`);
  assert.equal(at(NOW - 30_000, NOW - 15_000), 'the first summary is on its way');
  assert.match(at(NOW - 90_000), /^none came at .*: npx paddock ride status tells why$/);
  assert.match(rowsText({ ...STATUS, now: minute(3) }), /^none since .*tells why$/);
});

test('one line for logs', () => {
  const [next] = [clock(minute(1))];
  const status = { ...STATUS, riders: { throttled: 3, denied: 0, errors: 1 } };
  assert.equal(
    plainLine(status),
    '3.0 records/s, 12,345 in · 30 rows summarised · 27 items written · iterator age 1.2 s · 5 unicorns · 3 throttled, 1 failed attempt',
  );
  const none = { ...STATUS, summingSince: NOW, figures: { ...STATUS.figures, rows: 0, latestRows: undefined } };
  assert.ok(plainLine(none).includes(`0 rows summarised (the first summary comes at ${next}, in 40 s)`));
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

test('text is wrapped at spaces, and no word is lost', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('http://a/very/long/one', 7), ['http://a/very/long/one']);
  assert.deepEqual(wrap('', 7), []);
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
