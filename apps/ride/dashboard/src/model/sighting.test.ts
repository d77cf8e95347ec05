import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sighting } from '../contracts.js';
import { readSightings } from './sighting.js';

const READING = {
  Name: 'Shadowfax',
  StatusTime: '2017-06-05 09:17:08.189',
  Latitude: 42.264444,
  Longitude: -71.969616,
  Distance: 29.5,
  MagicPoints: 151,
  HealthPoints: 149,
};

function read(text: string): { strange: number; readings: unknown[] } {
  const into: Sighting[] = [];
  const strange = readSightings({ data: new TextEncoder().encode(text), arrivedAt: 7 }, into);
  return { strange, readings: into.map(({ reading }) => reading) };
}

test('a record holds a reading, with its newline, or several', () => {
  const line = JSON.stringify(READING);
  assert.deepEqual(read(line), { strange: 0, readings: [READING] });
  assert.deepEqual(read(`${line}\n`), { strange: 0, readings: [READING] });
  assert.deepEqual(read(JSON.stringify(READING, undefined, 2)), { strange: 0, readings: [READING] });
  assert.deepEqual(read(`${line}\n\n${line}\r\nhello\n`), { strange: 1, readings: [READING, READING] });
});

test('without a name or a place it is strange; without points they are unknown', () => {
  for (const text of ['', '\n', 'null', '[]', '7', '"Shadowfax"', '{', '{}', '\u0000\ufffd']) {
    assert.equal(read(text).strange, 1, text);
  }
  const wrong: Record<string, unknown>[] = [
    { Name: '' },
    { Name: 7 },
    { Name: 'x'.repeat(257) },
    { Latitude: 90.1 },
    { Latitude: '42' },
    { Longitude: -180.1 },
    { Longitude: null },
    { HealthPoints: '149' },
    { MagicPoints: null },
    { Distance: {} },
    { StatusTime: 5 },
    { StatusTime: 'x'.repeat(65) },
  ];
  for (const more of wrong) {
    assert.deepEqual(read(JSON.stringify({ ...READING, ...more })), { strange: 1, readings: [] }, JSON.stringify(more));
  }
  assert.equal(read(JSON.stringify(READING).replace('149', '1e999')).strange, 1);
  const { Name, Latitude, Longitude } = READING;
  assert.deepEqual(read(JSON.stringify({ Name, Latitude, Longitude, More: 1 })).readings, [
    { Name, StatusTime: '', Latitude, Longitude, Distance: 0, MagicPoints: NaN, HealthPoints: NaN },
  ]);
});

const namesIn = (text: string): unknown[] => read(text).readings.map((reading) => (reading as { Name: unknown }).Name);

test('hostile records are strange, or readings like others, and cost little', () => {
  const place = { Latitude: 1, Longitude: 2 };
  for (const Name of [
    '__proto__',
    'constructor',
    '<img src=x onerror=alert(1)>',
    '\u202egnorw',
    '\ud800',
    '👩‍👩‍👧',
    ' ',
    '\u0000',
  ]) {
    assert.deepEqual(namesIn(JSON.stringify({ Name, ...place })), [Name]);
  }
  const hostile = [
    '{"Name":"x","Latitude":1e999,"Longitude":2}',
    '{"Name":"x","Latitude":"1","Longitude":2}',
    '{"Name":"x","Latitude":90.1,"Longitude":2}',
    '{"Name":"x","Latitude":1,"Longitude":2,"HealthPoints":1e300}',
    '{"Name":"x","Latitude":1,"Longitude":2,"MagicPoints":1e999}',
    '{"Name":"x","Latitude":1,"Longitude":2,"Distance":1e300}',
    '{"__proto__":{"Name":"x","Latitude":1,"Longitude":2}}',
    JSON.stringify({ Name: 'x'.repeat(10_000), ...place }),
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    '\uf389\u9ac2\n\u0004name',
    '[]',
    'null',
  ];
  for (const text of hostile) {
    const { readings, strange } = read(text);
    assert.deepEqual(readings, [], text.slice(0, 60));
    assert.ok(strange > 0, text.slice(0, 60));
  }
  // Whoever fills a megabyte with nonsense has no more than a few lines of it looked at.
  assert.equal(read('{x}\n'.repeat(250_000)).strange, 10);
  assert.equal(read(`${JSON.stringify({ Name: 'x', ...place })}\n`.repeat(10_000)).readings.length, 10_000);
});
