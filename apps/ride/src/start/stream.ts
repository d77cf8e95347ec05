import { CreateStreamCommand, DescribeStreamSummaryCommand } from '@aws-sdk/client-kinesis';
import { classify } from '../errors.js';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Time } from '../time.js';

/** Creates the stream with one shard if it is absent, and waits until it is ACTIVE. True when it was created. */
export async function ensureStream(client: KinesisClient, name: string, time: Time): Promise<boolean> {
  const created = (await statusOf(client, name)) === undefined;
  if (created) {
    try {
      await client.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
    } catch (error) {
      // Someone else was quicker: as good.
      if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
    }
  }
  const deadline = time.elapsed() + 60_000;
  for (;;) {
    const status = await statusOf(client, name);
    if (status === 'ACTIVE' || status === 'UPDATING') return created;
    if (time.elapsed() > deadline) throw new Error(`the stream ${name} stays ${status ?? 'absent'}`);
    await time.sleep(100);
  }
}

async function statusOf(client: KinesisClient, name: string): Promise<string | undefined> {
  try {
    const { StreamDescriptionSummary } = await client.send(new DescribeStreamSummaryCommand({ StreamName: name }));
    return StreamDescriptionSummary?.StreamStatus;
  } catch (error) {
    if (classify(error) === 'missing-stream') return undefined;
    throw error;
  }
}
