// Paddock as the AWS CLI sees it, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { aws as call, file, ok, refused as isRefused, run, skip } from './aws.mjs';

const stream = `cli-${process.pid}`;
const [quarter, half, highest] = [2n ** 126n, 2n ** 127n, 2n ** 128n - 1n];
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
const [zero, one] = [shardId(0), shardId(1)];

const aws = (...args) => call(['kinesis', ...args]);
const refused = (code, message, args, variables) => isRefused(code, message, ['kinesis', ...args], variables);

function shardId(index) {
  return `shardId-${String(index).padStart(12, '0')}`;
}

const put = (key, hashKey, data) =>
  aws(
    'put-record',
    '--stream-name',
    stream,
    '--partition-key',
    key,
    '--explicit-hash-key',
    String(hashKey),
    '--data',
    `fileb://${file('data', data)}`,
  );

const iterator = (shard, type, ...position) =>
  aws('get-shard-iterator', '--stream-name', stream, '--shard-id', shard, '--shard-iterator-type', type, ...position)
    .ShardIterator;

const read = (...position) => aws('get-records', '--shard-iterator', iterator(...position));

const plain = ({ Records }) =>
  Records.map(({ PartitionKey, Data, SequenceNumber }) => [
    PartitionKey,
    Buffer.from(Data, 'base64').toString('hex'),
    SequenceNumber,
  ]);

const hex = (text) => Buffer.from(text).toString('hex');

async function main() {
  const arn = await becomesActive();
  describesItself(arn);
  const stored = await puts();
  reads(stored);
  await splitsAndFollows(stored);
  tags(arn);
  const consumer = await registers(arn);
  for (const check of [
    'subscribe: stored records, then pushed ones',
    'subscribe to a closed shard: it ends with its children',
    'subscribe again: refused at once, taking over after five seconds',
  ]) {
    skip(check, 'the AWS CLI has no subscribe-to-shard');
  }
  refusals();
  readsFixture();
  await deletes(arn, consumer);
}

async function becomesActive() {
  aws('create-stream', '--stream-name', stream, '--shard-count', '2', '--tags', 'made=with the stream');
  aws('wait', 'stream-exists', '--stream-name', stream);
  const { StreamDescriptionSummary: summary } = aws('describe-stream-summary', '--stream-name', stream);
  assert.equal(summary.StreamStatus, 'ACTIVE');
  ok('the waiter sees the stream ACTIVE');
  return summary.StreamARN;
}

function describesItself(arn) {
  const { StreamDescriptionSummary: summary } = aws('describe-stream-summary', '--stream-arn', arn);
  assert.equal(arn, `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`);
  assert.equal(summary.OpenShardCount, 2);
  assert.equal(summary.RetentionPeriodHours, 24);
  assert.deepEqual(summary.StreamModeDetails, { StreamMode: 'PROVISIONED' });
  assert.equal(summary.EncryptionType, 'NONE');
  const created = millis(summary.StreamCreationTimestamp);
  assert.ok(Math.abs(Date.now() - created) < 60_000, `created ${summary.StreamCreationTimestamp}`);
  const { StreamDescription: described } = aws('describe-stream', '--stream-name', stream);
  assert.equal(described.StreamCreationTimestamp, summary.StreamCreationTimestamp);
  assert.deepEqual(
    described.Shards.map((shard) => shard.ShardId),
    [zero, one],
  );
  assert.ok(aws('describe-limits').OpenShardCount >= 2);
  ok('the stream describes itself');

  const { StreamNames } = aws('list-streams', '--page-size', '1');
  assert.ok(StreamNames.includes(stream) && StreamNames.includes(process.env.PADDOCK_FIXTURE), String(StreamNames));
  assert.deepEqual(StreamNames, StreamNames.toSorted());
  ok('pages of streams');
}

/** Version 1 prints seconds or ISO 8601, version 2 ISO 8601. */
const millis = (printed) => (typeof printed === 'number' ? Math.round(printed * 1000) : Date.parse(printed));

async function puts() {
  const stored = { [zero]: [], [one]: [] };
  const first = put('bytes', 0, everyByte);
  assert.equal(first.ShardId, zero);
  stored[zero].push(['bytes', everyByte.toString('hex'), first.SequenceNumber]);
  ok('put a record of every byte');

  const batch = [
    { PartitionKey: 'ключ-🦄-鍵', ExplicitHashKey: '1', Data: 'Wild Rydes 🦄' },
    { PartitionKey: 'low', ExplicitHashKey: String(half - 1n), Data: '' },
    { PartitionKey: 'high', ExplicitHashKey: String(half), Data: 'high' },
    { PartitionKey: 'highest', ExplicitHashKey: String(highest), Data: 'highest' },
    // MD5 of "a" begins with 0c, of "b" with 92.
    { PartitionKey: 'a', Data: 'a'.repeat(100_000) },
    { PartitionKey: 'b', Data: 'b' },
  ];
  const answer = aws(
    'put-records',
    '--stream-name',
    stream,
    '--records',
    `file://${file('batch.json', JSON.stringify(batch))}`,
  );
  assert.equal(answer.FailedRecordCount, 0);
  assert.equal(answer.Records.map(({ ShardId }) => ShardId.at(-1)).join(''), '001101');
  for (const [at, { ShardId, SequenceNumber }] of answer.Records.entries()) {
    stored[ShardId].push([batch[at].PartitionKey, hex(batch[at].Data), SequenceNumber]);
  }
  ok('put a batch: unicode keys, explicit hash keys, no data');
  return stored;
}

function reads(stored) {
  const everything = read(zero, 'TRIM_HORIZON');
  assert.deepEqual(plain(everything), stored[zero]);
  assert.deepEqual(plain(read(one, 'TRIM_HORIZON')), stored[one]);
  ok('read from TRIM_HORIZON');
  const second = ['--starting-sequence-number', stored[zero][1][2]];
  assert.deepEqual(plain(read(zero, 'AT_SEQUENCE_NUMBER', ...second)), stored[zero].slice(1));
  assert.deepEqual(plain(read(zero, 'AFTER_SEQUENCE_NUMBER', ...second)), stored[zero].slice(2));
  ok('read AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER');

  // What the CLI prints it takes back; but it sends whole seconds.
  const [{ ApproximateArrivalTimestamp: printed }] = everything.Records;
  const whole = Math.floor(millis(printed) / 1000) * 1000;
  const expected = everything.Records.filter((record) => millis(record.ApproximateArrivalTimestamp) >= whole);
  assert.deepEqual(read(zero, 'AT_TIMESTAMP', '--timestamp', String(printed)).Records, expected);
  skip('read AT_TIMESTAMP, to the millisecond', 'the AWS CLI sends whole seconds');

  const latest = iterator(zero, 'LATEST');
  const { SequenceNumber } = put('new', 0, 'new');
  const fresh = ['new', hex('new'), SequenceNumber];
  assert.deepEqual(plain(aws('get-records', '--shard-iterator', latest)), [fresh]);
  stored[zero].push(fresh);
  ok('read from LATEST');
}

function allShards() {
  const shards = [];
  let page = aws('list-shards', '--stream-name', stream, '--max-results', '1', '--no-paginate');
  for (;;) {
    assert.equal(page.Shards.length, 1);
    shards.push(...page.Shards);
    if (page.NextToken === undefined) return shards;
    page = aws('list-shards', '--next-token', page.NextToken, '--max-results', '1', '--no-paginate');
  }
}

async function splitsAndFollows(stored) {
  const before = allShards();
  assert.deepEqual(
    before.map((shard) => shard.HashKeyRange),
    [range(0n, half - 1n), range(half, highest)],
  );
  ok('pages of shards');

  aws('split-shard', '--stream-name', stream, '--shard-to-split', zero, '--new-starting-hash-key', String(quarter));
  aws('wait', 'stream-exists', '--stream-name', stream);
  const shards = allShards();
  assert.deepEqual(
    shards.map((shard) => shard.ParentShardId),
    [undefined, undefined, zero, zero],
  );
  assert.ok(shards[0].SequenceNumberRange.EndingSequenceNumber);
  const { Shards: opened } = aws('list-shards', '--stream-name', stream, '--shard-filter', 'Type=AT_LATEST');
  assert.deepEqual(
    opened.map((shard) => shard.ShardId),
    [one, shardId(2), shardId(3)],
  );
  ok('split');

  assert.equal(put('low', 0, 'to the low child').ShardId, shardId(2));
  assert.equal(put('high', quarter, 'to the high child').ShardId, shardId(3));
  const parent = read(zero, 'TRIM_HORIZON');
  assert.deepEqual(plain(parent), stored[zero]);
  assert.equal(parent.NextShardIterator, undefined);
  assert.deepEqual(parent.ChildShards, [
    { ShardId: shardId(2), ParentShards: [zero], HashKeyRange: range(0n, quarter - 1n) },
    { ShardId: shardId(3), ParentShards: [zero], HashKeyRange: range(quarter, half - 1n) },
  ]);
  const texts = parent.ChildShards.map(({ ShardId }) => plain(read(ShardId, 'TRIM_HORIZON'))[0]?.[1]);
  assert.deepEqual(texts, [hex('to the low child'), hex('to the high child')]);
  ok('follow the parent to its children');
}

const range = (start, end) => ({ StartingHashKey: String(start), EndingHashKey: String(end) });

function tags(arn) {
  const found = (list) => Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
  aws('add-tags-to-stream', '--stream-name', stream, '--tags', JSON.stringify({ team: 'unicorns', ünï: '' }));
  aws('remove-tags-from-stream', '--stream-name', stream, '--tag-keys', 'made');
  assert.deepEqual(found(aws('list-tags-for-stream', '--stream-name', stream).Tags), { team: 'unicorns', ünï: '' });
  ok('tags of the stream');
  aws('tag-resource', '--resource-arn', arn, '--tags', 'by=ARN');
  aws('untag-resource', '--resource-arn', arn, '--tag-keys', 'ünï');
  assert.deepEqual(found(aws('list-tags-for-resource', '--resource-arn', arn).Tags), { team: 'unicorns', by: 'ARN' });
  ok('tags by ARN');
}

async function registers(arn) {
  const { Consumer: made } = aws('register-stream-consumer', '--stream-arn', arn, '--consumer-name', 'reader');
  assert.equal(made.ConsumerStatus, 'CREATING');
  await delay(500);
  const { ConsumerDescription: described } = aws('describe-stream-consumer', '--consumer-arn', made.ConsumerARN);
  assert.deepEqual([described.ConsumerStatus, described.StreamARN], ['ACTIVE', arn]);
  const { Consumers } = aws('list-stream-consumers', '--stream-arn', arn);
  assert.deepEqual(
    Consumers.map(({ ConsumerARN }) => ConsumerARN),
    [made.ConsumerARN],
  );
  ok('register a consumer');
  return made.ConsumerARN;
}

function refusals() {
  const found = 'Stream nobody under account 000000000000 not found.';
  refused('ResourceNotFoundException', found, ['describe-stream', '--stream-name', 'nobody']);
  ok('ResourceNotFoundException');
  const create = ['create-stream', '--shard-count', '1', '--stream-name'];
  refused('ResourceInUseException', `Stream ${stream} under account 000000000000 already exists.`, [...create, stream]);
  ok('ResourceInUseException');
  refused('InvalidArgumentException', 'Invalid ShardIterator.', ['get-records', '--shard-iterator', 'AAAA']);
  ok('InvalidArgumentException');
  const huge = ['create-stream', '--stream-name', 'huge', '--shard-count', '100000'];
  const once = { AWS_MAX_ATTEMPTS: '1' };
  refused('LimitExceededException', 'This request would exceed the shard limit for the account', huge, once);
  ok('LimitExceededException');
  const pattern =
    "Value 'no spaces' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern:";
  refused('ValidationException', pattern, [...create, 'no spaces']);
  ok('ValidationException');
  skip(
    'ProvisionedThroughputExceededException, and the retries that wait for it',
    'a command takes longer than the rate needs',
  );
  const list = ['list-streams'];
  refused('UnrecognizedClientException', 'The security token included in the request is invalid', list, {
    AWS_ACCESS_KEY_ID: 'nobody',
  });
  ok('UnrecognizedClientException');
  refused(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.',
    list,
    {
      AWS_SECRET_ACCESS_KEY: 'wrong',
    },
  );
  ok('InvalidSignatureException');
}

function readsFixture() {
  const position = ['--shard-id', zero, '--shard-iterator-type', 'TRIM_HORIZON'];
  const { ShardIterator } = aws('get-shard-iterator', '--stream-name', process.env.PADDOCK_FIXTURE, ...position);
  for (const record of aws('get-records', '--shard-iterator', ShardIterator).Records) {
    const data = Buffer.from(record.Data, 'base64').toString('hex') || '-';
    const arrived = millis(record.ApproximateArrivalTimestamp);
    console.log(`fact ${record.SequenceNumber} ${arrived} ${hex(record.PartitionKey)} ${data}`);
  }
  ok('the same records as every other client');
}

async function deletes(arn, consumer) {
  refused('ResourceInUseException', stream, ['delete-stream', '--stream-name', stream]);
  aws('deregister-stream-consumer', '--consumer-arn', consumer);
  skip('deregister: the subscription ends with ResourceNotFoundException', 'the AWS CLI has no subscribe-to-shard');
  aws('delete-stream', '--stream-arn', arn, '--enforce-consumer-deletion');
  aws('wait', 'stream-not-exists', '--stream-name', stream);
  ok('deleted; the waiter sees it gone');
}

await run(main);
