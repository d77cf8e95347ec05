import { AwsError } from '@paddock/wire';
import { kinesisRecords } from '../../../../kinesis-records.js';
import { RecordTooLargeError, type KinesisPort } from '../../../kinesis/port.js';
import { writeStreamNeeds, type Denial, type RoleNeed } from '../../role-checks.js';
import type { Positions } from '../checkpoints.js';
import { streamEnds } from '../stream-ends.js';
import { keyOf } from '../stream-input.js';
import type { Destination, OutputRecord } from './destination.js';
import { RefusedError, refuseDenied } from '../refused.js';

export interface StreamDestinationParts {
  readonly kinesis: KinesisPort;
  readonly arn: string;
  /** Asks what the output's role may now. */
  readonly denial: (needs: readonly RoleNeed[]) => Promise<Denial | undefined>;
  /** A row that no record can hold is left out. */
  readonly tooLarge: () => void;
}

/** Some 4 MB of ordinary rows. */
const mostAtOnce = 4_000;
const limits = { records: 10_000, bytes: 8 * 1024 * 1024 };

/** A Kinesis stream: what is written can be told by its partition key. */
export class StreamDestination implements Destination {
  readonly #parts: StreamDestinationParts;

  constructor(parts: StreamDestinationParts) {
    this.#parts = parts;
  }

  async deliver(records: readonly OutputRecord[]): Promise<number> {
    const { kinesis, arn, denial, tooLarge } = this.#parts;
    refuseDenied(await denial(writeStreamNeeds(arn)));
    let written = 0;
    while (written < records.length) {
      const some = records
        .slice(written, written + mostAtOnce)
        .map(({ data, key }) => ({ data: Buffer.from(data), partitionKey: key }));
      try {
        const taken = await kinesis.put(arn, some);
        written += taken;
        if (taken < some.length) return written;
      } catch (error) {
        if (error instanceof RecordTooLargeError) {
          tooLarge();
          written += 1;
        } else if (!isRefusal(error)) throw error;
        else if (written > 0) return written;
        else throw new RefusedError(error.message);
      }
    }
    return written;
  }

  ends(): Promise<Positions> {
    return streamEnds(this.#parts.kinesis.reader, this.#parts.arn);
  }

  async keysSince(ends: Positions): Promise<ReadonlySet<string>> {
    const { reader } = this.#parts.kinesis;
    const keys = new Set<string>();
    const stream = await reader.stream(this.#parts.arn);
    for (const shard of stream?.shards ?? []) {
      // A shard that was not there then has nothing older.
      const known = ends[keyOf(stream, shard.index)] ?? 0;
      let from = known === 'ended' ? undefined : known;
      while (stream !== undefined && from !== undefined) {
        const slice = await reader.read(stream, shard, from, limits);
        if (slice === undefined) break;
        for (const { partitionKey } of slice.count === 0 ? [] : kinesisRecords(slice.chunks)) keys.add(partitionKey);
        from = slice.isCaughtUp || slice.ended ? undefined : slice.next;
      }
    }
    return keys;
  }
}

/** What else goes wrong may have gone wrong half-way: what is there is to be found out. */
const isRefusal = (error: unknown): error is AwsError => error instanceof AwsError && error.code !== 'InternalFailure';
