import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import '../harness/quiet.js';
import { S3 } from '@aws-sdk/client-s3';
import { rootKeys } from '../harness/identity.js';
import { startLambda, zipOf } from '../harness/lambda.js';
import { arnOf, region } from '../harness/server.js';
import { eventually } from '../harness/wait.js';

for (const ephemeral of [true, false])
  describe(`snapshots of a server that keeps its data ${ephemeral ? 'in memory' : 'on disk'}`, async () => {
    const paddock = await startLambda({ ephemeral });
    const { url, sdk, control, dynamo, lambda, identities, raw, cloudWatch } = paddock;
    const s3 = new S3({ endpoint: url, region, credentials: rootKeys, maxAttempts: 1, forcePathStyle: true });
    after(async () => {
      for (const client of [s3, dynamo, lambda, cloudWatch, paddock.logs]) client.destroy();
      identities.close();
      await paddock.close();
    });

    const post = (body: unknown, headers: Record<string, string> = { 'x-paddock-control': '1' }): Promise<Response> =>
      fetch(`${url}/_paddock/snapshots`, { method: 'POST', headers, body: JSON.stringify(body) });
    const refusal = async (response: Response): Promise<string> =>
      `${response.status} ${((await response.json()) as { message: string }).message}`;

    /** Everything that is in the stream `StreamName`, in order. */
    async function records(StreamName: string): Promise<string[]> {
      const ShardIteratorType = 'TRIM_HORIZON';
      const { ShardIterator } = await sdk.getShardIterator({
        StreamName,
        ShardId: 'shardId-000000000000',
        ShardIteratorType,
      });
      const { Records } = await sdk.getRecords({ ShardIterator });
      return (Records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString());
    }

    it('hold what there was at one moment, while requests go on', async () => {
      await sdk.createStream({ StreamName: 'busy', ShardCount: 1 });
      await s3.createBucket({ Bucket: 'busy' });
      await dynamo.createTable({
        TableName: 'busy',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      });
      let answered = 0;
      let isOver = false;
      // Each is asked for when the one before it was answered.
      const writing = (async () => {
        while (!isOver) {
          const text = String(answered + 1);
          await sdk.putRecord({ StreamName: 'busy', PartitionKey: 'p', Data: Buffer.from(text) });
          await dynamo.putItem({ TableName: 'busy', Item: { id: { S: 'last' }, n: { N: text } } });
          await s3.putObject({ Bucket: 'busy', Key: 'last', Body: text.padEnd(40_000) });
          answered += 1;
        }
      })();
      await eventually('some writes', () => Promise.resolve(answered > 20));
      const before = answered;
      const saved = await control.saveSnapshot('busy');
      const after = answered;
      await eventually('more writes', () => Promise.resolve(answered > after + 20));
      isOver = true;
      await writing;
      assert.ok(saved.bytes > 40_000);
      assert.ok(Math.abs(Date.parse(saved.saved) - Date.now()) < 60_000);

      await control.loadSnapshot('busy');
      const found = await records('busy');
      assert.deepEqual(
        found,
        Array.from(found, (_, index) => String(index + 1)),
      );
      const { Item } = await dynamo.getItem({ TableName: 'busy', Key: { id: { S: 'last' } } });
      const object = await s3.getObject({ Bucket: 'busy', Key: 'last' });
      const item = Number(Item?.['n']?.N);
      const content = Number((await object.Body?.transformToString())?.trim());
      const said = JSON.stringify({ before, after, records: found.length, item, content });
      assert.ok(content >= before && found.length <= after + 1, said);
      assert.ok(found.length >= item && item >= content && found.length - content <= 1, said);
      // It goes on from there.
      await sdk.putRecord({ StreamName: 'busy', PartitionKey: 'p', Data: Buffer.from('next') });
      assert.equal((await records('busy')).at(-1), 'next');
    });

    it('replace all of it: identities, functions with their triggers, logs and metrics', async () => {
      await control.reset();
      const user = await identities.newUser();
      await sdk.createStream({ StreamName: 'source', ShardCount: 1 });
      await sdk.createStream({ StreamName: 'told', ShardCount: 1 });
      const Role = await paddock.role();
      const code = (word: string): Buffer =>
        zipOf({
          'index.mjs': `
            import { Kinesis } from '@aws-sdk/client-kinesis';
            const sdk = new Kinesis({});
            export const handler = async ({ Records }) => {
              for (const { kinesis } of Records)
                await sdk.putRecord({ StreamName: 'told', PartitionKey: 'p', Data: Buffer.from('${word} ' + Buffer.from(kinesis.data, 'base64')) });
              console.log('${word}');
            };`,
        });
      await lambda.createFunction({
        FunctionName: 'relay',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role,
        Timeout: 30,
        Code: { ZipFile: code('old') },
      });
      await lambda.createEventSourceMapping({
        FunctionName: 'relay',
        EventSourceArn: arnOf('source'),
        StartingPosition: 'TRIM_HORIZON',
      });
      const put = (text: string) => sdk.putRecord({ StreamName: 'source', PartitionKey: 'p', Data: Buffer.from(text) });
      const told = (...texts: string[]) =>
        eventually(texts.join(), async () => (await records('told')).join() === texts.join(), 30_000);
      await put('1');
      await told('old 1');
      await eventually('a log', async () => (await paddock.logOf('relay')).some((line) => line.includes('old')));
      const counted = async (): Promise<number> => {
        const { Datapoints } = await cloudWatch.getMetricStatistics({
          Namespace: 'AWS/Lambda',
          MetricName: 'Invocations',
          Dimensions: [{ Name: 'FunctionName', Value: 'relay' }],
          StartTime: new Date(Date.now() - 3_600_000),
          EndTime: new Date(Date.now() + 60_000),
          Period: 60,
          Statistics: ['Sum'],
        });
        return (Datapoints ?? []).reduce((sum, { Sum = 0 }) => sum + Sum, 0);
      };
      await control.saveSnapshot('whole');
      const invocations = await counted();

      // What comes now is gone when it is loaded.
      await lambda.updateFunctionCode({ FunctionName: 'relay', ZipFile: code('new') });
      await eventually('the new code', async () => {
        const { LastUpdateStatus } = await lambda.getFunctionConfiguration({ FunctionName: 'relay' });
        return LastUpdateStatus === 'Successful';
      });
      await put('2');
      await told('old 1', 'new 2');
      const stranger = await identities.newUser();
      await identities.iam.deleteAccessKey({ UserName: user.name, AccessKeyId: user.keys.accessKeyId });
      assert.ok((await counted()) > invocations);

      await control.loadSnapshot('whole');
      assert.deepEqual(await records('told'), ['old 1']);
      assert.equal(await counted(), invocations);
      assert.ok((await paddock.logOf('relay')).every((line) => !line.includes('new')));
      assert.equal((await user.call('ListStreams', {})).json?.['__type'], 'AccessDeniedException');
      assert.equal((await stranger.call('ListStreams', {})).json?.['__type'], 'UnrecognizedClientException');
      await put('3');
      await told('old 1', 'old 3');
    });

    it('leave the clock alone; what fell due meanwhile happens', async () => {
      await control.reset();
      const now = await control.freeze();
      await sdk.createStream({ StreamName: 'due', ShardCount: 1 });
      await dynamo.createTable({
        TableName: 'due',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      });
      await dynamo.updateTimeToLive({
        TableName: 'due',
        TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
      });
      const until = String(Math.floor(now / 1000) + 3600);
      await dynamo.putItem({ TableName: 'due', Item: { id: { S: 'a' }, until: { N: until } } });
      const { clock } = await control.saveSnapshot('due');
      assert.deepEqual(clock, { now, frozen: true, iso: new Date(now).toISOString() });
      await control.reset();
      await control.advance(5 * 86_400_000);
      await control.loadSnapshot('due');
      await control.advance(0);
      const { Item } = await dynamo.getItem({ TableName: 'due', Key: { id: { S: 'a' } } });
      assert.equal(Item, undefined, 'its time is over');
      assert.equal(await control.advance(0), now + 5 * 86_400_000);
      await control.release();
    });

    it('are listed, replaced and removed by name', async () => {
      for (const { name } of await control.snapshots()) await control.deleteSnapshot(name);
      await control.reset();
      await sdk.createStream({ StreamName: 'one', ShardCount: 1 });
      await control.saveSnapshot('b.2-c_D');
      await control.saveSnapshot('a');
      await sdk.createStream({ StreamName: 'two', ShardCount: 1 });
      const again = await control.saveSnapshot('a');
      assert.deepEqual(
        (await control.snapshots()).map(({ name }) => name),
        ['a', 'b.2-c_D'],
      );
      assert.deepEqual((await control.snapshots())[0], again);
      await control.reset();
      assert.equal((await control.snapshots()).length, 2, 'a reset leaves them');
      for (const [name, streams] of [
        ['b.2-c_D', ['one']],
        ['a', ['one', 'two']],
        ['b.2-c_D', ['one']],
      ] as const) {
        await control.loadSnapshot(name);
        assert.deepEqual((await sdk.listStreams({})).StreamNames, streams);
      }
      await control.deleteSnapshot('a');
      assert.deepEqual(
        (await control.snapshots()).map(({ name }) => name),
        ['b.2-c_D'],
      );
    });

    it('that cannot be are refused', async () => {
      const badName =
        '400 name must be 1 to 64 letters, digits, dots, dashes and underscores, of which the first is no dot.';
      for (const name of ['', '.hidden', '../up', 'a/b', 'x'.repeat(65), 'a b', 7, undefined])
        assert.equal(await refusal(await post({ action: 'save', name })), badName, String(name));
      assert.equal(await refusal(await post({ action: 'keep', name: 'a' })), '400 action must be save or load.');
      assert.equal(await refusal(await post({ action: 'load', name: 'none' })), '404 There is no snapshot none.');
      assert.equal((await post({ action: 'save', name: 'a' }, {})).status, 403);
      const removed = await fetch(`${url}/_paddock/snapshots?name=none`, {
        method: 'DELETE',
        headers: { 'x-paddock-control': '1' },
      });
      assert.equal(await refusal(removed), '404 There is no snapshot none.');
      assert.equal((await raw.call('ListStreams', {})).status, 200);
    });
  });
