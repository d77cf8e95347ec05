import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openMemoryRegistry, openMemoryTables } from '@paddock/store';
import { AwsError } from '@paddock/wire';
import { testClock } from '../../runtime/controlled-clock.js';
import { distantRegistry } from '../../runtime/distant-registry.js';
import { seededRandom } from '../../runtime/random.js';
import { testStart } from '../../test-request.js';
import { beginProcess, checkInStep, recorded, type Step } from './testing-processes.js';
import {
  create,
  expiry,
  put,
  puts,
  recovery,
  remake,
  remove,
  restore,
  rides,
  streaming,
  unindex,
  unstream,
} from './testing-steps.js';

const change = (more: object): Step => ['UpdateTable', { ...rides, ...more }];
const choices: readonly ((id: number) => Step)[] = [
  put,
  put,
  put,
  put,
  (id) => ['DeleteItem', { ...rides, Key: { pk: { S: String(id) } } }],
  (id) => [
    'TransactWriteItems',
    { TransactItems: [id, id + 1].map((one) => ({ Put: put(one)[1] })), ClientRequestToken: String(id) },
  ],
  (id) => ['BatchWriteItem', { RequestItems: { rides: [{ DeleteRequest: { Key: { pk: { S: String(id) } } } }] } }],
  () => change(streaming),
  () => unstream,
  () => unindex,
  () => change(remake),
  () => expiry(true),
  () => expiry(false),
  () => recovery(true),
  () => recovery(false),
  () => ['CreateBackup', { ...rides, BackupName: 'mine' }],
  () => restore,
  () => remove,
  () => create,
  () => create,
];

/** Refusals that are AWS's own are what some of this gets. */
function expected(error: unknown): void {
  if (!(error instanceof AwsError) || error.status >= 500) throw error;
}

it('two processes at once keep everything in step, however late they hear of each other', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const transitions = seed % 2 === 0 ? 'instant' : 'brief';
    const random = seededRandom(seed);
    const clock = testClock(testStart);
    const registry = openMemoryRegistry();
    const { tables, names } = recorded(openMemoryTables());
    const processes = await Promise.all(
      [1, 2].map((n) =>
        beginProcess({ registry: distantRegistry(registry, random), tables }, clock, 100 * seed + n, transitions),
      ),
    );
    const [first] = processes;
    for (const step of [create, ...puts]) await first?.run(step);
    const log: string[] = [];
    try {
      for (let round = 0; round < 12; round++) {
        const steps = Array.from({ length: 4 }, () => {
          const make = choices[Math.floor(random.number() * choices.length)] ?? put;
          return make(Math.floor(random.number() * 12));
        });
        await Promise.all(
          steps.map(async (step, i) => {
            const process = processes[i % 2];
            await process?.runNow(step).then(() => log.push(`${i % 2}: ${JSON.stringify(step)}`), expected);
          }),
        );
        if (random.number() < 0.5) await clock.advance(Math.floor(random.number() * 400));
      }
      for (const process of processes) await process.settle();
      await checkInStep(registry, tables, names);
    } catch (error) {
      throw new Error(`seed ${seed}: ${log.join('\n')}`, { cause: error });
    }
    assert.ok(log.length > 0);
    for (const process of processes) await process.stop();
  }
});
