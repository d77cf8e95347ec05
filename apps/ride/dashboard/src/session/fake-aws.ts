import type { Time } from '@paddock/ride/browser';

interface FakeRecord {
  readonly sequence: number;
  readonly arrivedAt: number;
  readonly data: string;
}

/** What one call is answered with instead. */
export interface Refusal {
  readonly type: string;
  readonly message?: string;
  readonly status?: number;
}

/** A pool and a stream of some shards behind a fetch, for tests. Its clock may differ from the page's. */
export class FakeAws {
  readonly calls: string[] = [];
  readonly shards = new Map<string, FakeRecord[]>([['shardId-000000000000', []]]);
  /** Asked before each call: `down` is a server that does not answer. */
  fault: (call: string, body: Readonly<Record<string, string>>) => 'down' | Refusal | undefined = () => undefined;
  /** Milliseconds until it answers. */
  latency = 0;
  /** Milliseconds by which its clock is ahead of the page's. */
  ahead = 0;
  readonly #time: Time;
  #sequence = 1_000;

  constructor(time: Time) {
    this.#time = time;
  }

  now(): number {
    return this.#time.epoch() + this.ahead;
  }

  /** The next record's sequence number is the one after this. */
  renumber(sequence: number): void {
    this.#sequence = sequence;
  }

  say(name: string, shard = 'shardId-000000000000', arrivedAt = this.now()): void {
    const data = JSON.stringify({ Name: name, Latitude: 40, Longitude: -73 });
    this.shards.get(shard)?.push({ sequence: (this.#sequence += 1), arrivedAt, data });
  }

  fetch: typeof fetch = async (_input, init) => {
    const call = new Headers(init?.headers).get('x-amz-target')?.replace(/^.*\./, '') ?? '';
    const text = await new Response(init?.body ?? null).text();
    const body = JSON.parse(text) as Record<string, string>;
    this.calls.push(call);
    if (this.latency > 0) {
      await this.#time.sleep(this.latency, init?.signal ?? undefined);
      init?.signal?.throwIfAborted();
    }
    const fault = this.fault(call, body);
    if (fault === 'down') throw new TypeError('Failed to fetch');
    if (fault !== undefined) {
      return Response.json({ __type: fault.type, message: fault.message ?? '' }, { status: fault.status ?? 400 });
    }
    return Response.json(this.#answer(call, body), { headers: { date: new Date(this.now()).toUTCString() } });
  };

  #answer(call: string, body: Readonly<Record<string, unknown>>): object {
    switch (call) {
      case 'GetId':
        return { IdentityId: 'us-east-1:1d' };
      case 'GetCredentialsForIdentity': {
        const keys = { AccessKeyId: 'A', SecretKey: 'S', SessionToken: 'T' };
        return { IdentityId: body['IdentityId'], Credentials: { ...keys, Expiration: this.now() / 1_000 + 3_600 } };
      }
      case 'ListShards':
        return {
          Shards: [...this.shards.keys()].map((ShardId) => ({
            ShardId,
            SequenceNumberRange: { StartingSequenceNumber: '1' },
          })),
        };
      case 'GetShardIterator':
        return { ShardIterator: `${String(body['ShardId'])}|${this.#indexOf(body)}` };
      default: {
        const [shard = '', index = '0'] = String(body['ShardIterator']).split('|');
        const records = this.shards.get(shard) ?? [];
        return {
          Records: records.slice(Number(index)).map(({ sequence, arrivedAt, data }) => ({
            SequenceNumber: String(sequence),
            PartitionKey: 'x',
            ApproximateArrivalTimestamp: arrivedAt / 1_000,
            Data: Buffer.from(data).toString('base64'),
          })),
          NextShardIterator: `${shard}|${records.length}`,
          MillisBehindLatest: 0,
        };
      }
    }
  }

  #indexOf(body: Readonly<Record<string, unknown>>): number {
    const records = this.shards.get(String(body['ShardId'])) ?? [];
    const isFirst = ({ sequence, arrivedAt }: FakeRecord): boolean =>
      body['ShardIteratorType'] === 'AT_TIMESTAMP'
        ? arrivedAt / 1_000 >= Number(body['Timestamp'])
        : sequence > Number(body['StartingSequenceNumber']);
    const index = body['ShardIteratorType'] === 'LATEST' ? -1 : records.findIndex(isFirst);
    return index === -1 ? records.length : index;
  }
}
