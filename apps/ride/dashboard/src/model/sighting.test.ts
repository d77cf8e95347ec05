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
