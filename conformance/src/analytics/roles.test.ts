import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { account, allow, documentOf, eventually, newName, newStream, region } from '../harness.js';
import { applicationArn, jsonSchema, passing, putAll, startAnalytics, textsIn } from '../harness/analytics.js';

const paddock = await startAnalytics();
const { sdk, control, logs, identities, analytics } = paddock;
await control.freeze();
after(() => paddock.close());

const code = `CREATE STREAM DESTINATION_SQL_STREAM (n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM n FROM SOURCE_SQL_STREAM_001;`;
const schema = jsonSchema('N INTEGER');
const text = (n: number): string => `{"N":${n}}`;

const inputProblem =
  'There is a problem related to the configuration of your input. Please check that the resource exists, the role has the correct permissions to access the resource and that Kinesis Analytics can assume the role provided.';

/** A log stream for messages, and an option that names it. */
async function newLog() {
  const logGroupName = newName('/aws/kinesis-analytics/app');
  const logStreamName = 'kinesis-analytics-log-stream';
  await logs.createLogGroup({ logGroupName });
  await logs.createLogStream({ logGroupName, logStreamName });
  const LogStreamARN = `arn:aws:logs:${region}:${account}:log-group:${logGroupName}:log-stream:${logStreamName}`;
  const messages = async (): Promise<string[]> => {
    const { events = [] } = await logs.getLogEvents({ logGroupName, logStreamName, startFromHead: true });
    return events.map(({ message = '' }) => message);
  };
  return { option: { LogStreamARN, RoleARN: await paddock.serviceRole(allow('logs:PutLogEvents')) }, messages };
}

/** AWS's form, member by member in its order. */
const messageOf = (name: string, about: object, message: string, errorCode: string): string =>
  JSON.stringify({
    applicationARN: applicationArn(name),
    applicationVersionId: '1',
    messageType: 'ERROR',
    message,
    ...about,
    errorCode,
    messageSchemaVersion: '1',
  });

const status = async (name: string): Promise<string | undefined> =>
  (await analytics.describeApplication({ ApplicationName: name })).ApplicationDetail?.ApplicationStatus;

const has = (stream: string, count: number): Promise<string[]> =>
  passing(
    paddock,
    eventually(`${count} records`, async () => {
      const texts = await textsIn(sdk, stream).catch(() => []);
      return texts.length >= count && texts;
    }),
  );

describe('an application whose role', () => {
  const roleOf = async (...documents: string[]) => {
    const { name, arn } = await identities.newRole({ Service: 'kinesisanalytics.amazonaws.com' }, documents);
    const policy = (PolicyDocument: string) =>
      identities.iam.putRolePolicy({ RoleName: name, PolicyName: 'p0', PolicyDocument });
    const trust = (Service: string) =>
      identities.iam.updateAssumeRolePolicy({
        RoleName: name,
        PolicyDocument: documentOf({ Principal: { Service }, Action: 'sts:AssumeRole' }),
      });
    return { arn, policy, trust };
  };

  for (const missing of ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'])
    it(`may not ${missing} runs, says so, and goes on once it may`, async () => {
      const needed = ['DescribeStream', 'GetShardIterator', 'GetRecords', 'PutRecords'].map(
        (each) => `kinesis:${each}`,
      );
      const role = await roleOf(allow(needed.filter((each) => each !== missing)));
      const { option, messages } = await newLog();
      const { name, from, to } = await paddock.application({
        code,
        schema,
        role: role.arn,
        more: { CloudWatchLoggingOptions: [option] },
      });
      await putAll(sdk, from, [text(1), text(2)]);
      const [message] = await passing(
        paddock,
        eventually('a message', async () => {
          const all = await messages();
          return all.length > 0 && all;
        }),
      );
      assert.equal(message, messageOf(name, { inputId: null }, inputProblem, 'InputError'));
      assert.equal(await status(name), 'RUNNING');
      assert.deepEqual(await textsIn(sdk, to), []);
      await role.policy(allow(needed));
      assert.deepEqual(await has(to, 2), [text(1), text(2)]);
    });

  it('cannot be assumed any more runs, says so, and goes on once it can', async () => {
    const role = await roleOf(allow('kinesis:*'));
    const { option, messages } = await newLog();
    const { name, from, to } = await paddock.application({
      code,
      schema,
      role: role.arn,
      more: { CloudWatchLoggingOptions: [option] },
    });
    await putAll(sdk, from, [text(1)]);
    await has(to, 1);
    await role.trust('ec2.amazonaws.com');
    // The session that it has is good until it ends.
    await control.advance(12 * 3_600_000);
    await putAll(sdk, from, [text(2)]);
    await passing(
      paddock,
      eventually('a message', async () => (await messages()).length > 0),
    );
    assert.equal((await messages())[0], messageOf(name, { inputId: null }, inputProblem, 'InputError'));
    assert.equal(await status(name), 'RUNNING');
    await role.trust('kinesisanalytics.amazonaws.com');
    assert.deepEqual(await has(to, 2), [text(1), text(2)]);
  });

  it('may not write runs, says so, loses nothing, and delivers everything once it may', async () => {
    const role = await roleOf(allow(['kinesis:DescribeStream', 'kinesis:Get*']));
    const { option, messages } = await newLog();
    const { name, from, to } = await paddock.application({
      code,
      schema,
      role: role.arn,
      more: { CloudWatchLoggingOptions: [option] },
    });
    const numbers = Array.from({ length: 1200 }, (_, n) => text(n));
    await putAll(sdk, from, numbers.slice(0, 600));
    await passing(
      paddock,
      eventually('a message', async () => (await messages()).length > 0),
    );
    const [message = ''] = await messages();
    const said = JSON.parse(message) as Record<string, unknown>;
    assert.deepEqual([said['outputId'], said['errorCode'], said['messageType']], ['1.1', 'OutputError', 'ERROR']);
    assert.match(String(said['message']), /not authorized to perform: kinesis:PutRecords/);
    await putAll(sdk, from, numbers.slice(600));
    await control.advance(10_000);
    assert.equal(await status(name), 'RUNNING');
    assert.deepEqual(await textsIn(sdk, to), []);
    await role.policy(allow('kinesis:*'));
    assert.deepEqual(await has(to, numbers.length), numbers);
  });

  it('may not write loses nothing when its settings change, or it is stopped, meanwhile', async () => {
    const role = await roleOf(allow('kinesis:*'));
    const { name, from, to } = await paddock.application({ code, schema, role: role.arn });
    await putAll(sdk, from, [text(1)]);
    await has(to, 1);
    await role.policy(allow(['kinesis:DescribeStream', 'kinesis:Get*']));
    await putAll(sdk, from, [text(2)]);
    await control.advance(2_000);
    await paddock.update(name, { ApplicationCodeUpdate: code.replace('STREAM n FROM', 'STREAM n + 100 FROM') });
    await putAll(sdk, from, [text(3)]);
    await control.advance(2_000);
    await paddock.stop(name);
    await putAll(sdk, from, [text(4)]);
    await paddock.start(name, 'LAST_STOPPED_POINT');
    await control.advance(2_000);
    assert.deepEqual(await textsIn(sdk, to), [text(1)]);
    await role.policy(allow('kinesis:*'));
    assert.deepEqual(await has(to, 4), [text(1), text(2), text(103), text(104)]);
  });

  it('may not write messages says nothing, and works', async () => {
    const { option, messages } = await newLog();
    const { from, to } = await paddock.application({
      code,
      schema,
      role: (await roleOf(allow('kinesis:PutRecords'))).arn,
      more: { CloudWatchLoggingOptions: [{ ...option, RoleARN: (await roleOf()).arn }] },
    });
    await putAll(sdk, from, [text(1)]);
    await control.advance(5_000);
    assert.deepEqual([await messages(), await textsIn(sdk, to)], [[], []]);
  });

  it('the service cannot assume is refused where settings name it', async () => {
    const { arn } = await identities.newRole({ Service: 'lambda.amazonaws.com' }, [allow('*')]);
    await assert.rejects(paddock.application({ code, schema, role: arn }), {
      name: 'InvalidArgumentException',
      message: "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
    });
  });
});

describe('an application whose', () => {
  it('input stream is deleted runs, says so, and reads the next stream of that name', async () => {
    const { option, messages } = await newLog();
    const more = { CloudWatchLoggingOptions: [option] };
    const { name, from, to } = await paddock.application({ code, schema, more });
    await putAll(sdk, from, [text(1)]);
    await has(to, 1);
    await sdk.deleteStream({ StreamName: from });
    await passing(
      paddock,
      eventually('a message', async () => (await messages()).length > 0),
    );
    assert.equal((await messages())[0], messageOf(name, { inputId: '1.1' }, inputProblem, 'InputError'));
    assert.equal(await status(name), 'RUNNING');
    await sdk.createStream({ StreamName: from, ShardCount: 2 });
    await putAll(sdk, from, [text(2)]);
    assert.deepEqual(await has(to, 2), [text(1), text(2)]);
  });

  it('input stream was never there runs all the same', async () => {
    const { option, messages } = await newLog();
    const from = newName('later');
    const more = { CloudWatchLoggingOptions: [option] };
    const { name, to } = await paddock.application({ code, schema, from, more });
    await passing(
      paddock,
      eventually('a message', async () => (await messages()).length > 0),
    );
    assert.equal(await status(name), 'RUNNING');
    await sdk.createStream({ StreamName: from, ShardCount: 1 });
    await putAll(sdk, from, [text(1)]);
    assert.deepEqual(await has(to, 1), [text(1)]);
  });

  it('output stream is deleted runs, and delivers what it has to the next stream of that name', async () => {
    const { option, messages } = await newLog();
    const more = { CloudWatchLoggingOptions: [option] };
    const { name, from, to } = await paddock.application({ code, schema, more });
    await putAll(sdk, from, [text(1)]);
    await has(to, 1);
    await sdk.deleteStream({ StreamName: to });
    await putAll(sdk, from, [text(2), text(3)]);
    await passing(
      paddock,
      eventually('a message', async () => (await messages()).length > 0),
    );
    assert.match((await messages())[0] ?? '', /"outputId":"1\.1","errorCode":"OutputError"/);
    assert.equal(await status(name), 'RUNNING');
    await sdk.createStream({ StreamName: to, ShardCount: 1 });
    assert.deepEqual(await has(to, 2), [text(2), text(3)]);
  });

  it('messages repeat while a problem lasts, though not with every try', async () => {
    const { option, messages } = await newLog();
    const more = { CloudWatchLoggingOptions: [option] };
    await paddock.application({ code, schema, from: newName('nowhere'), more });
    for (let second = 0; second < 130; second++) await control.advance(1000);
    const count = (await messages()).length;
    assert.ok(count >= 2 && count <= 4, String(count));
  });

  it('two outputs do not wait for each other’s destination to be mended', async () => {
    const [good, bad] = [await newStream(sdk), newName('nowhere')];
    const twice = code.replace(
      'CREATE PUMP p',
      'CREATE STREAM OTHER (n INTEGER);\nCREATE PUMP q AS INSERT INTO OTHER SELECT STREAM n FROM SOURCE_SQL_STREAM_001;\nCREATE PUMP p',
    );
    const { from } = await paddock.application({
      code: twice,
      schema,
      to: { DESTINATION_SQL_STREAM: bad, OTHER: good },
    });
    await putAll(sdk, from, [text(1)]);
    assert.deepEqual(await has(good, 1), [text(1)]);
    await sdk.createStream({ StreamName: bad, ShardCount: 1 });
    assert.deepEqual(await has(bad, 1), [text(1)]);
    assert.deepEqual(await textsIn(sdk, good), [text(1)]);
  });
});
