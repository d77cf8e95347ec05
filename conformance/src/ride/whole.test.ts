import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { SummaryKind } from '@paddock/ride';
import { summariesOf, type Summary } from '../harness/ride.js';
import { seededRandom } from '../harness/seeded-random.js';
import { eventually } from '../harness/wait.js';
import { stream, table, World } from './world.js';

const worlds: World[] = [];
const directories: string[] = [];
after(async () => {
  for (const world of worlds) await world.close();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function begin(summary: SummaryKind, directory?: string): Promise<World> {
  const world = await World.begin(summary, directory);
  worlds.push(world);
  return world;
}

/** Everything that was acknowledged has come to the table, once, in its minute, and nothing else. */
async function assertSummaries(world: World, count: number, kills: readonly Promise<void>[] = []): Promise<void> {
  const items = await world.settle(count, kills);
  const expected = summariesOf(world.sent);
  assert.equal(expected.size, count);
  assert.deepEqual(lines(items), lines(expected.values()));
  // The same from the stream: what it has, by when that arrived.
  const readings = await world.readings();
  assert.equal(readings.length, world.sent.length);
  assert.deepEqual(lines(summariesOf(readings).values()), lines(expected.values()));
}

/** In one order, each as a line. */
const lines = (summaries: Iterable<Summary>): string[] =>
  Array.from(
    summaries,
    (of) =>
      `${of.Name} ${of.StatusTime}: ${of.Distance} m, magic ${of.MinMagicPoints} to ${of.MaxMagicPoints}, health ${of.MinHealthPoints} to ${of.MaxHealthPoints}`,
  ).toSorted();

describe('the whole ride, by a clock that stands still', () => {
  for (const [summary, unicorns, minutes] of [
    ['analytics', 20, 3],
    ['function', 5, 2],
  ] as const)
    it(`${unicorns} unicorns for ${minutes} minutes: ${unicorns * minutes} summaries by ${summary}`, async () => {
      const world = await begin(summary);
      await world.ride(unicorns, minutes, seededRandom(2018));
      await assertSummaries(world, unicorns * minutes);
      assert.equal((await world.rows()).length, unicorns * minutes);
      // Beside what Lambda itself did for them: reading their streams, and writing their logs.
      const asked = await world.askedByRole();
      assert.deepEqual(asked.get('WildRydesStreamProcessorRole'), new Set(['dynamodb:BatchWriteItem 200']));
      const summarising = summary === 'function' ? new Set(['kinesis:PutRecords 200']) : undefined;
      assert.deepEqual(asked.get('WildRydesSummaryRole'), summarising);
      await world.close();
    });

  for (const summary of ['analytics', 'function'] as const)
    it(`what is no reading holds nothing up: ${summary}`, async () => {
      const world = await begin(summary);
      // The SQL makes a row of the first two, without a name and with an empty one.
      await world.putTexts([
        '{"MagicPoints":7}',
        '{"Name":"","Distance":1}',
        'no JSON',
        '[]',
        '{"Name":7,"Distance":"far"}',
      ]);
      await world.ride(2, 1, seededRandom(2018));
      const items = await world.settle(2);
      assert.deepEqual(lines(items), lines(summariesOf(world.sent).values()));
      await world.close();
    });
});

type Kill = (world: World, random: () => number) => Promise<void>;

/** In the middle of a minute; armed before a second's readings are put. */
const amidst: Readonly<Record<string, Kill>> = {
  'as readings come': async (world, random) => {
    await delay(random() * 8);
    await world.kill();
  },
  'when readings are there, before the answer': (world) => world.killAfter('kinesis', 'PutRecords', stream),
};

/** As a minute ends; armed before its last readings are put. */
const atTheEnd: Readonly<Record<string, Kill>> = {
  'as it ends': async (world, random) => {
    await delay(random() * 120);
    await world.kill();
  },
  'when the first rows are there': async (world) => {
    const before = (await world.rows()).length;
    await eventually('a row', async () => (await world.rows()).length > before);
    await world.kill();
  },
  'when the first items are there': async (world) => {
    const before = (await world.items()).length;
    await eventually('an item', async () => (await world.items()).length > before);
    await world.kill();
  },
  'when items are there, before the answer': (world) => world.killAfter('dynamodb', 'BatchWriteItem', table),
};

const pick = <T>(among: Readonly<Record<string, T>>, random: () => number): [string, T] => {
  const all = Object.entries(among);
  return all[Math.floor(random() * all.length)] ?? assert.fail();
};

/** Others by choice: `PADDOCK_CRASH_SEED=7,8,9`. */
const seeds = process.env['PADDOCK_CRASH_SEED']?.split(',').map(Number) ?? [202, 203];

describe('the whole ride, with the server killed twice', () => {
  for (const summary of ['analytics', 'function'] as const)
    for (const seed of summary === 'analytics' || process.env['PADDOCK_CRASH_SEED'] ? seeds : seeds.slice(0, 1)) {
      const random = seededRandom(seed);
      const [first, kill] = pick(amidst, random);
      const [second, killAtEnd] = pick(atTheEnd, random);
      const at = Math.floor(random() * 3) * 60 + Math.floor(random() * 58);
      const end = Math.floor(random() * 3) * 60 + 59;
      const what = `in second ${at} ${first}, and in minute ${(end + 1) / 60} ${second}`;
      it(`${what}: 60 summaries by ${summary} (PADDOCK_CRASH_SEED=${seed})`, async () => {
        const directory = await mkdtemp(join(tmpdir(), 'paddock-ride-'));
        directories.push(directory);
        const world = await begin(summary, directory);
        const kills: Promise<void>[] = [];
        await world.ride(20, 3, random, (now) => {
          if (now === at) kills.push(kill(world, random));
          if (now === end) kills.push(killAtEnd(world, random));
        });
        await assertSummaries(world, 60, kills);
        assert.equal(world.deaths, 2);
        // The application writes a row once, whatever happens; a function may be asked for a minute again.
        if (summary === 'analytics') assert.equal((await world.rows()).length, 60);
        await world.close();
      });
    }
});
