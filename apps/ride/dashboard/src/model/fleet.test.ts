import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Alert, FleetChange, Sighting } from '../contracts.js';
import { createFleet, FADES_AFTER, GONE_AFTER } from './fleet.js';

const T = 1_500_000_000_000;
const iso = (at: number): string => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** A reading that arrived `at` milliseconds after T. */
function seen(Name: string, at: number, more: Partial<Sighting['reading']> = {}): Sighting {
  const reading = {
    Name,
    StatusTime: iso(T + at),
    Latitude: 40,
    Longitude: -73,
    Distance: 30,
    MagicPoints: 150,
    HealthPoints: 150,
    ...more,
  };
  return { reading, arrivedAt: T + at };
}

const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

function watched() {
  const fleet = createFleet();
  const changes: FleetChange[] = [];
  fleet.onChange((change) => changes.push(change));
  return { fleet, changes };
}

test('a unicorn has bearing, speed, start and history of its readings', () => {
  const { fleet, changes } = watched();
  fleet.take([seen('Shadowfax', 0)], T);
  fleet.take([seen('Shadowfax', 1_000, { Longitude: -72.999, HealthPoints: 149 })], T + 1_000);
  const unicorn = fleet.unicorns.get('Shadowfax');
  assert.ok(unicorn);
  assert.ok(Math.abs(unicorn.bearing - 90) < 0.01);
  assert.equal(unicorn.speed, 30);
  assert.deepEqual(unicorn.start, { latitude: 40, longitude: -73 });
  assert.equal(unicorn.readings, 2);
  assert.deepEqual(unicorn.history, [
    { at: T, health: 150, magic: 150 },
    { at: T + 1_000, health: 149, magic: 150 },
  ]);
  assert.deepEqual(
    changes.map(({ moved, appeared }) => [namesOf(moved), namesOf(appeared)]),
    [
      [['Shadowfax'], ['Shadowfax']],
      [['Shadowfax'], []],
    ],
  );
  fleet.take([seen('Shadowfax', 2_000, { Longitude: -72.999 })], T + 2_000);
  assert.ok(Math.abs(unicorn.bearing - 90) < 0.01, 'it stands, and looks where it looked');
});

test('history holds two minutes, and 120 points', () => {
  const fleet = createFleet();
  for (let second = 0; second < 300; second += 1) fleet.take([seen('a', second * 1_000)], T + second * 1_000);
  const { history = [] } = fleet.unicorns.get('a') ?? {};
  assert.equal(history.length, 120);
  assert.deepEqual([history[0]?.at, history.at(-1)?.at], [T + 180_000, T + 299_000]);
  for (let at = 300_000; at < 600_000; at += 10_000) fleet.take([seen('a', at)], T + at);
  assert.equal(fleet.unicorns.get('a')?.history.length, 12);
});

test('a reading that comes late does not move it back; a clock that was set back does not stop it', () => {
  const fleet = createFleet();
  fleet.take([seen('a', 5_000, { Latitude: 41 })], T + 5_000);
  const late = seen('a', 6_000, { Latitude: 42, StatusTime: iso(T + 4_000) });
  fleet.take([late, seen('a', 5_500, { Latitude: 43 })], T + 6_000);
  const unicorn = fleet.unicorns.get('a');
  assert.equal(unicorn?.latitude, 41);
  assert.equal(unicorn?.lastSeen, T + 6_000, 'it was heard');
  fleet.take([seen('a', 7_000, { Latitude: 44, StatusTime: iso(T - 3_600_000) })], T + 7_000);
  assert.equal(unicorn?.latitude, 44);
});

test('the silent fade after 20 s, are gone after 30 s, and return', () => {
  const { fleet, changes } = watched();
  fleet.take([seen('a', 0), seen('b', 0)], T);
  fleet.take([seen('b', 19_999)], T + 19_999);
  assert.equal(fleet.figures(T).fading, 0);
  fleet.pass(T + 20_000);
  assert.deepEqual(namesOf(changes.at(-1)?.faded ?? []), ['a']);
  assert.equal(fleet.unicorns.get('a')?.isFading, true);
  fleet.pass(T + 29_999);
  assert.ok(fleet.unicorns.has('a'));
  fleet.pass(T + 30_000);
  assert.deepEqual(namesOf(changes.at(-1)?.gone ?? []), ['a']);
  assert.ok(!fleet.unicorns.has('a'));
  fleet.take([seen('c', 31_000), seen('a', 31_000, { Latitude: 41 })], T + 31_000);
  assert.deepEqual(
    ['c', 'a', 'b'].map((name) => fleet.unicorns.get(name)?.slot),
    [0, 2, 1],
  );
  assert.deepEqual(fleet.unicorns.get('a')?.start, { latitude: 40, longitude: -73 });
  assert.deepEqual(
    fleet.alerts.map(({ id, name, kind, at }) => [id, name, kind, at - T]),
    [
      [2, 'a', 'returned', 31_000],
      [1, 'a', 'silent', 30_000],
    ],
  );
});

test('one that fades and speaks again is told among the faded', () => {
  const { fleet, changes } = watched();
  fleet.take([seen('a', 0)], T);
  fleet.pass(T + 25_000);
  fleet.take([seen('a', 26_000)], T + 26_000);
  assert.deepEqual(namesOf(changes.at(-1)?.faded ?? []), ['a']);
  assert.equal(fleet.unicorns.get('a')?.isFading, false);
  assert.equal(fleet.figures(T).fading, 0);
});

test('low health is told once, and when it is over', () => {
  const fleet = createFleet();
  const points = [100, 99, 98, 100, 99];
  for (const [index, HealthPoints] of points.entries()) fleet.take([seen('a', index, { HealthPoints })], T + index);
  assert.deepEqual(
    fleet.alerts.map(({ kind, health }) => [kind, health]),
    [
      ['low', 99],
      ['recovered', 100],
      ['low', 99],
    ],
  );
  assert.equal(fleet.figures(T).low, 1);
  fleet.pass(T + 60_000);
  assert.equal(fleet.figures(T).low, 0);
});

test('what was gone before it was read appears not; nothing changed is not told', () => {
  const { fleet, changes } = watched();
  fleet.take([seen('a', 0)], T + GONE_AFTER);
  fleet.pass(T + GONE_AFTER);
  assert.equal(fleet.unicorns.size, 0);
  assert.deepEqual(changes, []);
  assert.equal(fleet.figures(T).readings, 1);
});

test('unicorns beyond the capacity are counted, not kept; alerts are 100', () => {
  const fleet = createFleet({ capacity: 150 });
  const all = Array.from({ length: 200 }, (_, index) => seen(`u${index}`, 0, { HealthPoints: 1 }));
  fleet.take(all, T);
  fleet.noteStrange(3);
  const { unicorns, unkept, readings, low, strange } = fleet.figures(T);
  assert.deepEqual([unicorns, unkept, readings, low, strange], [150, 50, 200, 150, 3]);
  assert.equal(fleet.alerts.length, 100);
  assert.equal(fleet.alerts[0]?.name, 'u149');
});

test('readings a second are those of complete seconds, by arrival', () => {
  const fleet = createFleet();
  fleet.take([seen('a', 0), seen('a', 999), seen('a', 1_000), seen('a', 2_000)], T + 2_500);
  const { perSecond } = fleet.figures(T + 2_500);
  assert.equal(perSecond.length, 60);
  assert.deepEqual(perSecond.slice(-3), [0, 2, 1]);
  assert.deepEqual(
    fleet.figures(T + 200_000).perSecond,
    Array.from({ length: 60 }, () => 0),
  );
});

test('whatever is seen in whatever order, the fleet is what a plain account of it says', () => {
  const step = fc.record({
    names: fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 5_000 }), fc.nat({ max: 200 })), { maxLength: 8 }),
    pause: fc.nat({ max: 15_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { fleet, changes } = watched();
      const oracle = new Oracle();
      let now = 0;
      for (const { names, pause } of steps) {
        now += pause;
        const sightings = names.map(([name, late, HealthPoints]) => {
          const at = Math.max(0, now - late);
          return seen(`u${name}`, at, { HealthPoints, Latitude: at / 1e7 });
        });
        fleet.take(sightings, T + now);
        oracle.take(sightings, T + now);
        const facts = [...fleet.unicorns.values()].map(
          ({ name, lastSeen, latitude, health, readings, isFading, isLow }) => {
            return { name, lastSeen, latitude, health, readings, isFading, isLow };
          },
        );
        assert.deepEqual(
          facts.sort((a, b) => (a.name < b.name ? -1 : 1)),
          oracle.facts(T + now),
        );
        const slots = [...fleet.unicorns.values()].map(({ slot }) => slot);
        assert.equal(new Set(slots).size, slots.length);
        assert.ok(slots.every((slot) => slot < 7));
        const { low, fading } = fleet.figures(T + now);
        assert.equal(low, facts.filter(({ isLow }) => isLow).length);
        assert.equal(fading, facts.filter(({ isFading }) => isFading).length);
      }
      assert.deepEqual(fleet.alerts.map(({ name, kind }) => `${name} ${kind}`).toReversed(), oracle.alerts.slice(-100));
      // Whoever follows the changes knows who is there.
      const followed = new Set<string>();
      for (const { appeared, gone } of changes) {
        for (const { name } of appeared) followed.add(name);
        for (const { name } of gone) followed.delete(name);
      }
      assert.deepEqual([...followed].sort(), [...fleet.unicorns.keys()].sort());
    }),
  );
});

/** Keeps all that was ever said, and looks through it. */
class Oracle {
  readonly alerts: string[] = [];
  #spoken = new Map<string, { all: Sighting[]; isLow: boolean }>();
  #gone = new Set<string>();

  take(sightings: readonly Sighting[], now: number): void {
    for (const sighting of sightings) {
      const name = sighting.reading.Name;
      const known = this.#spoken.get(name) ?? { all: [], isLow: false };
      if (known.all.length === 0) {
        if (now - sighting.arrivedAt >= GONE_AFTER) continue;
        this.#spoken.set(name, known);
        if (this.#gone.delete(name)) this.#tell(name, 'returned');
      }
      known.all.push(sighting);
      const isLow = newest(known.all).reading.HealthPoints < 100;
      if (isLow !== known.isLow) this.#tell(name, isLow ? 'low' : 'recovered');
      known.isLow = isLow;
    }
    for (const [name, { all }] of this.#spoken) {
      if (now - newest(all).arrivedAt < GONE_AFTER) continue;
      this.#spoken.delete(name);
      this.#gone.add(name);
      this.#tell(name, 'silent');
    }
  }

  facts(now: number) {
    const facts = [...this.#spoken].map(([name, { all, isLow }]) => {
      const { arrivedAt, reading } = newest(all);
      const isFading = now - arrivedAt >= FADES_AFTER;
      const { Latitude: latitude, HealthPoints: health } = reading;
      return { name, lastSeen: arrivedAt, latitude, health, readings: all.length, isFading, isLow };
    });
    return facts.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #tell(name: string, kind: Alert['kind']): void {
    this.alerts.push(`${name} ${kind}`);
  }
}

const newest = (all: readonly Sighting[]): Sighting =>
  all.reduce((best, sighting) => (sighting.arrivedAt >= best.arrivedAt ? sighting : best));

test('a time that cannot be read, or is far ahead, does not hold a unicorn where it is', () => {
  const fleet = createFleet();
  for (const [index, StatusTime] of ['zzzz', '9999-01-01 00:00:00.000', '23:59:59', '00:00:00', '', iso(T)].entries()) {
    fleet.take([seen('a', index * 1_000, { StatusTime, Latitude: index })], T + index * 1_000);
    assert.equal(fleet.unicorns.get('a')?.latitude, index, StatusTime);
  }
});

test('the history is of two minutes, however many readings a second come', () => {
  const fleet = createFleet();
  for (let at = 0; at < 200_000; at += 100)
    fleet.take([seen('a', at, { HealthPoints: 100 + (at % 1_000) / 100 })], T + at);
  const { history = [] } = fleet.unicorns.get('a') ?? {};
  assert.equal(history.length, 120);
  assert.ok((history.at(-1)?.at ?? 0) - (history[0]?.at ?? 0) === 119_000);
  assert.ok(
    history.every(({ health }) => health === 109),
    "each second's last",
  );
});

test('when the clock of the stream is set back, those who speak are heard, and those who do not are missed', () => {
  const fleet = createFleet();
  fleet.take([seen('a', 0), seen('b', 0)], T);
  const day = -86_400_000;
  fleet.take([seen('a', day, { Latitude: 41 })], T + day);
  assert.equal(fleet.unicorns.get('a')?.latitude, 41);
  fleet.take([seen('a', day + 29_000)], T + day + 29_000);
  assert.equal(fleet.unicorns.get('b')?.isFading, true);
  assert.equal(fleet.figures(T + day + 30_000).perSecond.at(-1), 1);
  fleet.take([seen('a', day + 30_000)], T + day + 30_000);
  assert.deepEqual([...fleet.unicorns.keys()], ['a']);
  assert.deepEqual(
    fleet.unicorns.get('a')?.history.map(({ at }) => at - T - day),
    [0, 29_000, 30_000],
  );
});

test('hundreds of thousands of names are as many unicorns as are kept, and none when they are silent', () => {
  const fleet = createFleet({ capacity: 1_000 });
  for (let round = 0; round < 10; round += 1) {
    const all = Array.from({ length: 20_000 }, (_, index) => seen(`${round} ${index}`, round * 1_000));
    fleet.take(all, T + round * 1_000);
  }
  assert.equal(fleet.figures(T).unicorns, 1_000);
  fleet.pass(T + 60_000);
  assert.equal(fleet.figures(T).unicorns, 0);
});
