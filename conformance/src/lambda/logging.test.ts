import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { account, allow, eventually, region } from '../harness.js';
import { functionArn, startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** What functions log, where, in which form, and whether they may. */
const code = `
exports.handler = async (event, context) => {
  console.log('a ride', { unicorn: 'Shadowfax' });
  console.error('an error');
  console.debug('a detail');
  console.info({ structured: true });
  process.stdout.write('raw line\\nsecond line\\n');
  console.log('two\\nlines');
  console.log('x'.repeat(10));
  if (event.fail) { const error = new RangeError('too far'); error.miles = 7; throw error; }
};`;
const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';

describe("functions' logs", { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  const basicRole = async (): Promise<string> => {
    const arn = await paddock.role(allow('sqs:ListQueues'));
    await paddock.identities.iam.attachRolePolicy({ RoleName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: basic });
    return arn;
  };
  const reported = (name: string, count = 1) =>
    eventually('the log', async () => {
      const log = await paddock.logOf(name).catch(() => []);
      return (
        log.filter((line) => line.startsWith('REPORT ') || line.includes('"platform.report"')).length >= count && log
      );
    });

  before(async () => {
    paddock = await startLambda();
  });
  after(() => paddock.close());

  it('are text, with AWSLambdaBasicExecutionRole', async () => {
    const name = await paddock.newFunction(code, { Role: await basicRole() });
    const { $metadata } = await paddock.lambda.invoke({ FunctionName: name });
    const id = $metadata.requestId ?? '';
    const log = await reported(name);
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
    const patterns = [
      String.raw`INIT_START Runtime Version: nodejs:22\.\S+\tRuntime Version ARN: arn:aws:lambda:${region}::runtime:[0-9a-f]{64}\n`,
      String.raw`START RequestId: ${id} Version: \$LATEST\n`,
      String.raw`${time}\t${id}\tINFO\ta ride \{ unicorn: 'Shadowfax' \}\n`,
      String.raw`${time}\t${id}\tERROR\tan error\n`,
      String.raw`${time}\t${id}\tDEBUG\ta detail\n`,
      String.raw`${time}\t${id}\tINFO\t\{ structured: true \}\n`,
      String.raw`raw line\n?`,
      String.raw`second line\n?`,
      String.raw`${time}\t${id}\tINFO\ttwo\nlines\n`,
      String.raw`${time}\t${id}\tINFO\txxxxxxxxxx\n`,
      String.raw`END RequestId: ${id}\n`,
      String.raw`REPORT RequestId: ${id}\tDuration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: \d+\.\d\d ms\t\n`,
    ];
    // Lines that the function writes past the console may come a little earlier or later.
    for (const pattern of patterns)
      assert.ok(
        log.some((line) => new RegExp(`^${pattern}$`).test(line)),
        `${pattern}\n${log.join('')}`,
      );
    assert.equal(log.length, patterns.length, log.join(''));
    const { logGroups = [] } = await paddock.logs.describeLogGroups({ logGroupNamePrefix: `/aws/lambda/${name}` });
    assert.equal(logGroups[0]?.logGroupArn, `arn:aws:logs:${region}:${account}:log-group:/aws/lambda/${name}`);
    const { logStreams = [] } = await paddock.logs.describeLogStreams({ logGroupName: `/aws/lambda/${name}` });
    assert.match(logStreams[0]?.logStreamName ?? '', /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  it('tell of errors with their own properties', async () => {
    const name = await paddock.newFunction(code, { Role: await basicRole() });
    await paddock.invoke(name, { fail: true });
    const line = (await reported(name)).find((text) => text.includes('Invoke Error'));
    const [, , level, what, json = ''] = line?.split('\t') ?? [];
    assert.deepEqual([level, what], ['ERROR', 'Invoke Error ']);
    const { stack, ...error } = JSON.parse(json) as { stack: string[] };
    assert.deepEqual(error, { errorType: 'RangeError', errorMessage: 'too far', miles: 7 });
    assert.equal(stack[0], 'RangeError: too far');
  });

  it('are JSON when they shall be, of the levels that they shall have, in the group that they shall go to', async () => {
    const name = await paddock.newFunction(code, {
      Role: await basicRole(),
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'WARN',
        SystemLogLevel: 'DEBUG',
        LogGroup: '/rides/functions',
      },
    });
    const { $metadata } = await paddock.lambda.invoke({ FunctionName: name });
    const events = await eventually('the log', async () => {
      const { events: found = [] } = await paddock.logs
        .filterLogEvents({ logGroupName: '/rides/functions' })
        .catch(() => ({ events: [] }));
      return found.some(({ message }) => message?.includes('platform.report')) && found;
    });
    const objects = events.flatMap(({ message = '' }) =>
      message.startsWith('{') ? [JSON.parse(message) as Record<string, unknown>] : [],
    );
    const types = objects.map(({ type }) => type).filter((type) => type !== undefined);
    for (const type of ['platform.initStart', 'platform.start', 'platform.runtimeDone', 'platform.report'])
      assert.ok(types.includes(type), String(type));
    const start = objects.find(({ type }) => type === 'platform.start')?.['record'] as Record<string, unknown>;
    assert.deepEqual(start, { requestId: $metadata.requestId, functionArn: functionArn(name), version: '$LATEST' });
    const application = objects.filter(({ type }) => type === undefined);
    assert.equal(application.length, 1);
    const { timestamp, ...error } = application[0] ?? {};
    assert.deepEqual(error, { level: 'ERROR', requestId: $metadata.requestId, message: 'an error' });
    assert.match(String(timestamp), /^\d{4}-/);
    assert.match(events[0]?.logStreamName ?? '', /^\d{4}\/\d\d\/\d\d\/[-\w]+\[\$LATEST\][0-9a-f]{32}$/);
  });

  it('are nothing when the role may not write them, and the function runs all the same', async () => {
    const name = await paddock.newFunction(code, { Role: await paddock.role(allow('s3:ListAllMyBuckets')) });
    const answer = await paddock.lambda.invoke({ FunctionName: name, LogType: 'Tail' });
    assert.equal(answer.FunctionError, undefined);
    assert.match(Buffer.from(answer.LogResult ?? '', 'base64').toString(), /a ride/, 'the caller is shown it');
    // Another function's log is written after what came before it.
    const other = await paddock.newFunction(code, { Role: await basicRole() });
    await paddock.invoke(other);
    await reported(other);
    const { logGroups = [] } = await paddock.logs.describeLogGroups({ logGroupNamePrefix: `/aws/lambda/${name}` });
    assert.deepEqual(
      logGroups.filter(({ logGroupName }) => logGroupName === `/aws/lambda/${name}`),
      [],
    );
  });

  it('end when the policy goes', async () => {
    const role = await basicRole();
    const RoleName = role.slice(role.lastIndexOf('/') + 1);
    const name = await paddock.newFunction(code, { Role: role });
    await paddock.invoke(name);
    await reported(name);
    await paddock.identities.iam.detachRolePolicy({ RoleName, PolicyArn: basic });
    await paddock.invoke(name);
    const other = await paddock.newFunction(code, { Role: await basicRole() });
    await paddock.invoke(other);
    await reported(other);
    assert.equal((await paddock.logOf(name)).filter((line) => line.startsWith('START ')).length, 1);
  });

  it('of one environment are one stream, of another another', async () => {
    const name = await paddock.newFunction(
      'exports.handler = async () => new Promise((resolve) => setTimeout(resolve, 200));',
      { Role: await basicRole() },
    );
    await Promise.all([paddock.invoke(name), paddock.invoke(name)]);
    await paddock.invoke(name);
    await reported(name, 3);
    const { logStreams = [] } = await paddock.logs.describeLogStreams({ logGroupName: `/aws/lambda/${name}` });
    assert.equal(logStreams.length, 2);
  });
});
