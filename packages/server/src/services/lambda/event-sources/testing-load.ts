import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { KinesisPort } from '../../kinesis/port.js';
import { streamArn, type TestEventSources } from './testing.js';

/** Puts many records at once; each one's key is what stands before its colon. */
export class PortRecords {
  readonly #port: KinesisPort;

  constructor({ kinesis }: TestEventSources) {
    this.#port = new KinesisPort(kinesis.context);
  }

  async put(records: readonly string[]): Promise<void> {
    for (let from = 0; from < records.length;) {
      const some = records.slice(from, from + 500);
      from += await this.#port.put(
        streamArn,
        some.map((data) => ({ data: Buffer.from(data), partitionKey: data.split(':')[0] ?? data })),
      );
    }
  }
}

/** Lets time pass until it changes nothing any more, for longer than any pause of a mapping. */
export async function settled(test: TestEventSources, progress: () => number): Promise<void> {
  for (let before = -1, still = 0; still < 4;) {
    for (let turn = 0; turn < 20; turn++) await aFewTurns();
    await test.clock.advance(30_000);
    still = before === progress() ? still + 1 : 0;
    before = progress();
  }
}
