import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { CloudWatchLogs, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import CloudWatchLogsV2 from 'aws-sdk/clients/cloudwatchlogs.js';
import {
  account,
  allow,
  denial,
  eventually,
  Identities,
  newName,
  region,
  rootKeys,
  startPaddock,
  type Paddock,
} from '../harness.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

/** Log groups, streams and events, by SDK v3, SDK v2 and the CLI. */
const env = { ...cliEnvironment, PYTHONUNBUFFERED: '1' };
const hasTail = hasCli && spawnSync('aws', ['--version'], { env, encoding: 'utf8' }).stdout.startsWith('aws-cli/2');
const day = 86_400_000;

describe('CloudWatch Logs', { timeout: 60_000 }, () => {
  let paddock: Paddock;
  let logs: CloudWatchLogs;
  let identities: Identities;
  /** A group with a stream `s`. */
  const newGroup = async (): Promise<string> => {
    const logGroupName = newName('/rides/group');
    await logs.createLogGroup({ logGroupName });
    await logs.createLogStream({ logGroupName, logStreamName: 's' });
    return logGroupName;
  };
  const put = (logGroupName: string, messages: readonly string[], at = Date.now(), logStreamName = 's') =>
    logs.putLogEvents({
      logGroupName,
      logStreamName,
      logEvents: messages.map((message, index) => ({ message, timestamp: at + index })),
    });
  const matching = async (logGroupName: string, filterPattern: string): Promise<string[]> => {
    const { events = [] } = await logs.filterLogEvents({ logGroupName, filterPattern });
    return events.map(({ message = '' }) => message);
  };

  before(async () => {
    paddock = await startPaddock();
    logs = new CloudWatchLogs({ endpoint: paddock.url, region, credentials: rootKeys, maxAttempts: 1 });
    identities = new Identities(paddock);
  });
  after(async () => {
    logs.destroy();
    identities.close();
    await paddock.close();
  });

  it('shows groups and streams as AWS does', async () => {
    const logGroupName = await newGroup();
    await assert.rejects(logs.createLogGroup({ logGroupName }), {
      name: 'ResourceAlreadyExistsException',
      message: 'The specified log group already exists',
    });
    await logs.putRetentionPolicy({ logGroupName, retentionInDays: 7 });
    await logs.tagResource({
      resourceArn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}`,
      tags: { herd: 'north' },
    });
    const { logGroups: [group] = [] } = await logs.describeLogGroups({ logGroupNamePrefix: logGroupName });
    const { creationTime, ...rest } = group ?? {};
    assert.equal(typeof creationTime, 'number');
    assert.deepEqual(rest, {
      arn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:*`,
      logGroupArn: `arn:aws:logs:${region}:${account}:log-group:${logGroupName}`,
      logGroupClass: 'STANDARD',
      logGroupName,
      metricFilterCount: 0,
      retentionInDays: 7,
      storedBytes: 0,
      deletionProtectionEnabled: false,
    });
    const { tags } = await logs.listTagsLogGroup({ logGroupName });
    assert.deepEqual(tags, { herd: 'north' });
    await put(logGroupName, ['one', 'two']);
    const { logStreams: [stream] = [] } = await logs.describeLogStreams({ logGroupName });
    assert.equal(stream?.logStreamName, 's');
    assert.equal((stream?.lastEventTimestamp ?? 0) - (stream?.firstEventTimestamp ?? 0), 1);
    await logs.deleteLogGroup({ logGroupName });
    await assert.rejects(logs.describeLogStreams({ logGroupName }), {
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });

  it('gives events page by page, forward and backward', async () => {
    const logGroupName = await newGroup();
    const messages = Array.from({ length: 25 }, (_, index) => `ride ${index}`);
    await put(logGroupName, messages);
    const of = { logGroupName, logStreamName: 's' };
    const read: string[] = [];
    let nextToken: string | undefined;
    for (;;) {
      const page = await logs.getLogEvents({ ...of, startFromHead: true, limit: 10, nextToken });
      read.push(...(page.events ?? []).map(({ message = '' }) => message));
      if (page.nextForwardToken === nextToken) break;
      nextToken = page.nextForwardToken;
    }
    assert.deepEqual(read, messages);
    const last = await logs.getLogEvents({ ...of, limit: 10 });
    assert.deepEqual(
      last.events?.map(({ message }) => message),
      messages.slice(15),
    );
    const before = await logs.getLogEvents({ ...of, limit: 10, nextToken: last.nextBackwardToken });
    assert.deepEqual(
      before.events?.map(({ message }) => message),
      messages.slice(5, 15),
    );
    assert.deepEqual((await logs.getLogEvents({ ...of, endTime: 1 })).events, []);
    const v2 = new CloudWatchLogsV2({ endpoint: paddock.url, region, credentials: rootKeys, maxRetries: 0 });
    const all = await v2.getLogEvents({ ...of, startFromHead: true }).promise();
    assert.equal(all.events?.length, 25);
  });

  it('takes what fits, and says what it did not take', async () => {
    const logGroupName = await newGroup();
    const now = Date.now();
    const at = (timestamp: number) => ({ timestamp, message: String(timestamp) });
    const answer = await logs.putLogEvents({
      logGroupName,
      logStreamName: 's',
      logEvents: [at(now - 15 * day), at(now), at(now + 3 * 3_600_000)],
    });
    assert.deepEqual(answer.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    assert.deepEqual(await matching(logGroupName, ''), [String(now)]);
    const refused = (logEvents: { timestamp: number; message: string }[], message: string) =>
      assert.rejects(logs.putLogEvents({ logGroupName, logStreamName: 's', logEvents }), {
        name: 'InvalidParameterException',
        message,
      });
    await refused(
      [at(now - 2 * day), at(now)],
      'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
    await refused(
      [at(now), at(now - 1)],
      'Log events in a single PutLogEvents request must be in chronological order.',
    );
    const half = 'x'.repeat(524_288 - 26);
    const two = [
      { timestamp: now, message: half },
      { timestamp: now, message: half },
    ];
    await logs.putLogEvents({ logGroupName, logStreamName: 's', logEvents: two });
    await refused(
      [...two, at(now)].slice(0, 3),
      `Upload too large: ${1_048_576 + 26 + String(now).length} bytes exceeds limit of 1048576`,
    );
    await assert.rejects(put(logGroupName, ['x'], now, 'absent'), {
      name: 'ResourceNotFoundException',
      message: 'The specified log stream does not exist.',
    });
  });

  it('filters by words, by JSON and by columns', async () => {
    const logGroupName = await newGroup();
    const words = ['ERROR a wing is lost', 'WARN a wing is tired', 'INFO all is well'];
    const objects = [
      '{"unicorn":"Shadowfax","magic":95,"path":{"miles":[1,2]},"lost":null}',
      '{"unicorn":"Bucephalus","magic":7,"flying":true}',
    ];
    const columns = [
      '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /ride HTTP/1.0" 200 1534',
      '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /lost HTTP/1.0" 404 50',
    ];
    await put(logGroupName, [...words, ...objects, ...columns]);
    const cases: [string, string[]][] = [
      ['ERROR', words.slice(0, 1)],
      ['wing -ERROR', words.slice(1, 2)],
      ['?ERROR ?INFO', [words[0] ?? '', words[2] ?? '']],
      ['"a wing is"', words.slice(0, 2)],
      ['%l[a-z]+t$%', words.slice(0, 1)],
      ['{ $.magic > 50 }', objects.slice(0, 1)],
      ['{ $.unicorn = "B*" && $.flying IS TRUE }', objects.slice(1)],
      ['{ $.path.miles[1] = 2 }', objects.slice(0, 1)],
      ['{ $.lost IS NULL }', objects.slice(0, 1)],
      ['{ $.flying NOT EXISTS }', objects.slice(0, 1)],
      ['[ip, id, user, time, request, status = 4*, bytes]', columns.slice(1)],
      ['[..., status = 200, bytes > 1000]', columns.slice(0, 1)],
    ];
    for (const [pattern, expected] of cases) assert.deepEqual(await matching(logGroupName, pattern), expected, pattern);
    for (const pattern of ['%wing (is)%', '{ $.magic > }', '{ $.magic = 5', '[a, b'])
      await assert.rejects(matching(logGroupName, pattern), { name: 'InvalidParameterException' }, pattern);
    const { matches = [] } = await logs.testMetricFilter({
      filterPattern: '[ip, id, user, time, request, status = 4*, bytes]',
      logEventMessages: columns,
    });
    assert.equal(matches[0]?.eventNumber, 2);
    assert.equal(matches[0]?.extractedValues?.['$status'], '404');
  });

  it('asks the policies', async () => {
    const logGroupName = await newGroup();
    const arn = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}`;
    const user = await identities.newUser(allow('logs:FilterLogEvents', `${arn}:*`));
    const mine = new CloudWatchLogs({ endpoint: paddock.url, region, credentials: user.keys, maxAttempts: 1 });
    assert.deepEqual((await mine.filterLogEvents({ logGroupName })).events, []);
    const denied = mine.getLogEvents({ logGroupName, logStreamName: 's' });
    await assert.rejects(denied, {
      name: 'AccessDeniedException',
      message: denial(user.arn, 'logs:GetLogEvents', `${arn}:log-stream:s`),
    });
    mine.destroy();
  });

  it('forgets by retention, in the time of the test clock', async () => {
    const logGroupName = await newGroup();
    const now = await paddock.control.freeze();
    await put(logGroupName, ['old'], now - 2 * day);
    await put(logGroupName, ['young'], now);
    await logs.putRetentionPolicy({ logGroupName, retentionInDays: 3 });
    assert.deepEqual(await matching(logGroupName, ''), ['old', 'young']);
    await paddock.control.advance(2 * day);
    assert.deepEqual(await matching(logGroupName, ''), ['young']);
    await paddock.control.advance(2 * day);
    assert.deepEqual(await matching(logGroupName, ''), []);
    await paddock.control.release();
  });

  it('is read by the CLI', { skip: !hasCli && 'the AWS CLI is not installed' }, async () => {
    const logGroupName = await newGroup();
    const run = promisify(execFile);
    const aws = async (...args: string[]): Promise<Record<string, unknown>> => {
      const { stdout } = await run('aws', ['logs', ...args, '--endpoint-url', paddock.url, '--output', 'json'], {
        env,
      });
      return stdout === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>);
    };
    const logEvents = JSON.stringify([{ timestamp: Date.now(), message: 'by the CLI' }]);
    const stream = ['--log-group-name', logGroupName, '--log-stream-name', 's'];
    await aws('put-log-events', ...stream, '--log-events', logEvents);
    const { events } = await aws('filter-log-events', '--log-group-name', logGroupName, '--filter-pattern', 'CLI');
    const [event] = events as { message: string; eventId: string }[];
    assert.equal(event?.message, 'by the CLI');
    assert.match(event?.eventId ?? '', /^\d{56}$/);
  });

  it(
    'is followed by the CLI',
    { skip: !hasTail && 'the AWS CLI is not installed, or its version has no tail' },
    async () => {
      const logGroupName = await newGroup();
      await put(logGroupName, ['before']);
      const words = ['logs', 'tail', logGroupName, '--follow', '--format', 'short', '--endpoint-url', paddock.url];
      const follower = spawn('aws', words, { env });
      let seen = '';
      follower.stdout.setEncoding('utf8').on('data', (text: string) => {
        seen += text;
      });
      await eventually('what was before', () => seen.includes('before'));
      await put(logGroupName, ['afterwards']);
      await eventually('what came then', () => seen.includes('afterwards'));
      follower.kill();
    },
  );

  it('is followed as the CLI follows: from the last event on, which is known by its id', async () => {
    const logGroupName = await newGroup();
    const seen = new Set<string>();
    const messages: string[] = [];
    let startTime = Date.now() - 60_000;
    const look = async (): Promise<void> => {
      for await (const { events = [] } of paginateFilterLogEvents(
        { client: logs },
        { logGroupName, startTime, interleaved: true },
      ))
        for (const { eventId = '', message = '', timestamp = 0 } of events) {
          if (seen.has(eventId)) continue;
          seen.add(eventId);
          messages.push(message);
          startTime = Math.max(startTime, timestamp);
        }
    };
    for (const message of ['one', 'two', 'two', 'three']) {
      await put(logGroupName, [message]);
      await look();
    }
    assert.deepEqual(messages, ['one', 'two', 'two', 'three']);
  });
});
