// CloudWatch Logs as the AWS CLI sees it, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { aws, file, ok, refused, run, skip } from './aws.mjs';

const name = `cli-${process.pid}`;
const group = `/checks/${name}`;
const role = `arn:aws:iam::000000000000:role/${process.env.PADDOCK_FIXTURE}`;
const arn = `arn:aws:logs:us-east-1:000000000000:log-group:${group}`;
const mine = ['--log-group-name', group];

const logs = (...args) => aws(['logs', ...args]);
const put = (stream, ...events) =>
  logs(
    'put-log-events',
    ...mine,
    '--log-stream-name',
    stream,
    '--log-events',
    `file://${file('events', json(events))}`,
  );
const json = (value) => JSON.stringify(value);
const messages = ({ events }) => events.map(({ message }) => message);

async function main() {
  const now = Date.now();
  describesItself();
  puts(now);
  filters();
  pages();
  await queries(now);
  skip('a live tail', 'version 1 of the AWS CLI has no such command');
  await subscribes();
  errors();
  logs('delete-log-stream', ...mine, '--log-stream-name', 'a');
  logs('delete-log-group', ...mine);
  assert.deepEqual(logs('describe-log-groups', '--log-group-name-prefix', group).logGroups, []);
  ok('deleted');
}

function describesItself() {
  logs('create-log-group', ...mine, '--tags', 'team=ünï + corns');
  logs('put-retention-policy', ...mine, '--retention-in-days', '7');
  for (const stream of 'abc') logs('create-log-stream', ...mine, '--log-stream-name', stream);
  const [is] = logs('describe-log-groups', '--log-group-name-prefix', group).logGroups;
  assert.deepEqual([is.arn, is.logGroupArn, is.retentionInDays], [`${arn}:*`, arn, 7]);
  assert.ok(Math.abs(is.creationTime - Date.now()) < 60_000, `created ${is.creationTime}`);
  assert.deepEqual(logs('list-tags-for-resource', '--resource-arn', arn).tags, { team: 'ünï + corns' });
  ok('groups and streams describe themselves');
}

function puts(now) {
  put('a', ...[0, 1, 2, 3, 4].map((index) => ({ timestamp: now - 3000 + index, message: `line ${index} ключ 🦄` })));
  const { rejectedLogEventsInfo } = put('b', { timestamp: now - 15 * 86_400_000, message: 'old' });
  assert.deepEqual(rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1, expiredLogEventEndIndex: 1 });
  const entry = (level, index) => ({ timestamp: now + index, message: json({ level, ms: index * 10 }) });
  put('c', ...['info', 'error', 'error'].map(entry));
  const get = (...more) => logs('get-log-events', ...mine, '--log-stream-name', 'a', ...more);
  const first = get('--start-from-head', '--limit', '2');
  assert.deepEqual(messages(first), ['line 0 ключ 🦄', 'line 1 ключ 🦄']);
  const rest = get('--next-token', first.nextForwardToken);
  assert.equal(rest.events.length, 3);
  const end = get('--next-token', rest.nextForwardToken);
  assert.deepEqual([end.events, end.nextForwardToken], [[], rest.nextForwardToken]);
  assert.equal(get('--next-token', rest.nextBackwardToken).events.length, 2);
  ok('put events, read them forwards and backwards');
}

function filters() {
  const found = (...more) => messages(logs('filter-log-events', ...mine, ...more));
  assert.equal(found('--page-size', '2').length, 8);
  assert.deepEqual(found('--filter-pattern', '"line 3"'), ['line 3 ключ 🦄']);
  const errors = found('--filter-pattern', '{ $.level = "error" && $.ms > 10 }');
  assert.deepEqual(errors, [json({ level: 'error', ms: 20 })]);
  const sample = ['--log-event-messages', 'line 1 x', 'other'];
  const { matches } = logs('test-metric-filter', '--filter-pattern', '[word=line, number, ...]', ...sample);
  assert.deepEqual(
    matches.map(({ eventNumber, extractedValues }) => [eventNumber, extractedValues.$number]),
    [[1, '1']],
  );
  ok('filter by patterns');
}

function pages() {
  logs('create-log-group', '--log-group-name', `${group}-2`);
  const groups = ['describe-log-groups', '--log-group-name-prefix', group, '--page-size', '1'];
  assert.deepEqual(logs(...groups, '--query', 'logGroups[].logGroupName'), [group, `${group}-2`]);
  const streams = ['describe-log-streams', ...mine, '--page-size', '1', '--query', 'logStreams[].logStreamName'];
  assert.deepEqual(logs(...streams), ['a', 'b', 'c']);
  logs('delete-log-group', '--log-group-name', `${group}-2`);
  ok('pages of groups and streams');
}

async function queries(now) {
  const between = [
    '--start-time',
    String(Math.floor(now / 1000) - 60),
    '--end-time',
    String(Math.floor(now / 1000) + 60),
  ];
  const query = 'filter level = "error" | stats count(*) as n, max(ms) as most by level';
  const { queryId } = logs('start-query', ...mine, ...between, '--query-string', query);
  let answer = { status: 'Running' };
  for (let tries = 0; answer.status !== 'Complete' && tries < 60; tries++) {
    await sleep(100);
    answer = logs('get-query-results', '--query-id', queryId);
  }
  const rows = answer.results.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));
  assert.deepEqual(rows, [{ level: 'error', n: '2', most: '20' }]);
  ok('a query');
}

async function subscribes() {
  const stream = ['--stream-name', name];
  const to = `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;
  aws(['kinesis', 'create-stream', ...stream, '--shard-count', '1']);
  aws(['kinesis', 'wait', 'stream-exists', ...stream]);
  const all = ['--filter-name', 'all', '--filter-pattern', ''];
  logs('put-subscription-filter', ...mine, ...all, '--destination-arn', to, '--role-arn', role);
  put('b', { timestamp: Date.now(), message: 'subscribed 🦄' });
  const shard = ['--shard-id', 'shardId-000000000000', '--shard-iterator-type', 'TRIM_HORIZON'];
  const { ShardIterator } = aws(['kinesis', 'get-shard-iterator', ...stream, ...shard]);
  let said = [];
  for (let tries = 0; said.length === 0 && tries < 60; tries++) {
    const { Records } = aws(['kinesis', 'get-records', '--shard-iterator', ShardIterator]);
    said = Records.map(({ Data }) => JSON.parse(gunzipSync(Buffer.from(Data, 'base64')).toString()));
    said = said.filter(({ messageType }) => messageType === 'DATA_MESSAGE');
    await sleep(100);
  }
  assert.deepEqual([said[0].logGroup, said[0].logStream, said[0].subscriptionFilters], [group, 'b', ['all']]);
  assert.equal(said[0].logEvents[0].message, 'subscribed 🦄');
  logs('delete-subscription-filter', ...mine, '--filter-name', 'all');
  aws(['kinesis', 'delete-stream', ...stream]);
  ok('a subscription to a stream');
}

function errors() {
  const check = (code, message, ...args) => {
    refused(code, message, ['logs', ...args]);
  };
  const nobody = ['get-log-events', '--log-group-name', 'nobody', '--log-stream-name', 'a'];
  check('ResourceNotFoundException', 'The specified log group does not exist.', ...nobody);
  ok('ResourceNotFoundException');
  const again = ['create-log-group', ...mine];
  check('ResourceAlreadyExistsException', 'The specified log group already exists', ...again);
  ok('ResourceAlreadyExistsException');
  const bad = "Value 'no spaces' at 'logGroupName' failed to satisfy constraint";
  check('InvalidParameterException', bad, 'create-log-group', '--log-group-name', 'no spaces');
  ok('InvalidParameterException');
  const query = [
    'start-query',
    ...mine,
    '--start-time',
    '0',
    '--end-time',
    '1',
    '--query-string',
    'fields a | nonsense',
  ];
  check('MalformedQueryException', 'unexpected symbol found nonsense at line 1 and position 11', ...query);
  ok('MalformedQueryException, with where it is wrong');
}

await run(main);
