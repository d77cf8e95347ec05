import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fleetNames } from './names.js';
import { Unicorn, destination, encodeReading, statusTime } from './unicorn.js';

const HERE = { latitude: 40.749167, longitude: -73.985184 };

test('a reading has its members in order, as one line of JSON', () => {
  const reading = new Unicorn('Shadowfax', () => 0.5).step(Date.UTC(2017, 5, 5, 9, 17, 8, 189));
  assert.deepEqual(Object.keys(reading), [
    'Name',
    'StatusTime',
    'Latitude',
    'Longitude',
    'Distance',
    'MagicPoints',
    'HealthPoints',
  ]);
  assert.equal(reading.StatusTime, '2017-06-05 09:17:08.189');
  assert.equal(reading.Distance, 30);
  const text = Buffer.from(encodeReading(reading)).toString();
  assert.equal(text, `${JSON.stringify(reading)}\n`);
});

test('the time is UTC with three digits of milliseconds', () => {
  assert.equal(statusTime(0), '1970-01-01 00:00:00.000');
  assert.equal(statusTime(Date.UTC(2024, 11, 31, 23, 59, 59, 7)), '2024-12-31 23:59:59.007');
});

test('each step covers the distance that it reports, and points move by at most one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 0.999999, noNaN: true }), { minLength: 40, maxLength: 400 }),
      (chances) => {
        let index = 0;
        const unicorn = new Unicorn('Rocinante', () => chances[index++ % chances.length] ?? 0);
        let [before, magic, health] = [HERE, 150, 150];
        for (let second = 0; second < 50; second += 1) {
          const reading = unicorn.step(second * 1_000);
          assert.ok(reading.Distance >= 29 && reading.Distance <= 31);
          assert.equal(reading.Distance, Number(reading.Distance.toFixed(2)));
          const after = { latitude: reading.Latitude, longitude: reading.Longitude };
          assert.ok(Math.abs(metres(before, after) - reading.Distance) < 0.01);
          assert.ok(Math.abs(reading.MagicPoints - magic) <= 1);
          assert.ok(Math.abs(reading.HealthPoints - health) <= 1);
          [before, magic, health] = [after, reading.MagicPoints, reading.HealthPoints];
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('points stay between 1 and 300', () => {
  for (const chance of [0, 0.999]) {
    const unicorn = new Unicorn('Silver', () => chance);
    let last = unicorn.step(0);
    for (let second = 1; second < 400; second += 1) last = unicorn.step(second * 1_000);
    assert.equal(last.MagicPoints, chance === 0 ? 1 : 300);
  }
});

test('a faster rate takes shorter steps', () => {
  const reading = new Unicorn('Arion', () => 0.5).step(0, 0.1);
  const walked = metres(HERE, { latitude: reading.Latitude, longitude: reading.Longitude });
  assert.equal(reading.Distance, 30);
  assert.ok(Math.abs(walked - 3) < 0.001);
});

test('a walk across the date line stays on the map', () => {
  const { latitude, longitude } = destination(0, 179.9999, 90, 100);
  assert.ok(longitude < -179.99 && longitude >= -180);
  assert.ok(Math.abs(latitude) < 1e-9);
});

test('names are famous first and all different', () => {
  const names = fleetNames(1_000);
  assert.deepEqual(names.slice(0, 3), ['Shadowfax', 'Bucephalus', 'Rocinante']);
  assert.equal(new Set(names).size, 1_000);
  assert.ok(names.includes('Unicorn-0001'));
});

function metres(a: typeof HERE, b: typeof HERE): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [dLat, dLon] = [radians(b.latitude - a.latitude), radians(b.longitude - a.longitude)];
  const half =
    Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
}
