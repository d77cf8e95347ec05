import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { account, allow, arnOf, denial, deny, documentOf, eventually } from '../harness.js';
import { kinds, MappingKit, type Kind, type Recorder, type Source } from './mapping-kit.js';

/** A mapping reads in the name of its function's role. */
const kit = await MappingKit.of(await startLambda());
const { control, lambda, identities } = kit.paddock;
await control.freeze();
after(() => kit.close());

const together = { concurrency: 4 };
const has = (recorder: Recorder, text: string): Promise<void> => kit.until(text, () => recorder.texts().includes(text));

describe('a role', together, () => {
  it('that may not read is refused, in AWS’s words', async () => {
    const actions: Record<Kind, readonly string[]> = {
      stream: ['DescribeStream', 'GetRecords', 'GetShardIterator'],
      consumer: ['DescribeStreamSummary', 'GetRecords', 'GetShardIterator', 'ListShards', 'SubscribeToShard'],
      table: ['DescribeStream', 'GetRecords', 'GetShardIterator'],
    };
    for (const kind of kinds) {
      const service = kind === 'table' ? 'dynamodb' : 'kinesis';
      const source = await kit.source(kind);
      for (const action of [undefined, ...actions[kind]]) {
        const policies = action === undefined ? [allow('logs:*')] : [allow('*'), deny(`${service}:${action}`)];
        const name = await kit.paddock.newFunction('exports.handler = () => {};', {
          Role: await kit.paddock.role(...policies),
        });
        await assert.rejects(
          kit.map(source, { name }),
          { name: 'InvalidParameterValueException', message: refusals(source)[kind] },
          `without ${action}`,
        );
      }
    }
  });

  it('with AWS’s own policy may', async () => {
    for (const [kind, policy] of [
      ['stream', 'AWSLambdaKinesisExecutionRole'],
      ['consumer', 'AWSLambdaKinesisExecutionRole'],
      ['table', 'AWSLambdaDynamoDBExecutionRole'],
    ] as const) {
      const role = await identities.newRole({ Service: 'lambda.amazonaws.com' }, []);
      const PolicyArn = `arn:aws:iam::aws:policy/service-role/${policy}`;
      await identities.iam.attachRolePolicy({ RoleName: role.name, PolicyArn });
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder('', { Role: role.arn })]);
      await kit.map(source, recorder);
      await source.put(['one']);
      await has(recorder, 'one');
    }
  });

  it('that loses its permission gets nothing until it has it again, and then everything', async () => {
    for (const kind of kinds) {
      const role = await identities.newRole({ Service: 'lambda.amazonaws.com' }, [allow('*')]);
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder('', { Role: role.arn })]);
      const uuid = await kit.map(source, recorder, { MaximumRetryAttempts: 0 });
      await source.put(['one']);
      await has(recorder, 'one');
      const action = `${kind === 'table' ? 'dynamodb' : 'kinesis'}:GetRecords`;
      const policy = { RoleName: role.name, PolicyName: 'denied' };
      await identities.iam.putRolePolicy({ ...policy, PolicyDocument: deny(action) });
      await source.put(['two', 'three']);
      const session = new RegExp(`^PROBLEM: User: arn:aws:sts::${account}:assumed-role/${role.name}/`);
      const said = await kit.passing(
        eventually('the denial', async () => {
          const { LastProcessingResult = '', State } = await lambda.getEventSourceMapping({ UUID: uuid });
          assert.equal(State, 'Enabled');
          return session.test(LastProcessingResult) && LastProcessingResult;
        }),
      );
      const streamArn = kind === 'consumer' ? arnOf(source.name) : source.arn;
      const why = 'with an explicit deny in an identity-based policy';
      const text = denial('…', action, streamArn, why);
      assert.ok(said.endsWith(text.slice(text.indexOf('is not'))), said);
      await identities.iam.deleteRolePolicy(policy);
      await kit.passing(has(recorder, 'three'));
      await kit.result(uuid, 'OK');
      assert.deepEqual(recorder.texts(), ['one', 'two', 'three']);
    }
  });
});

it('a role that Lambda may not assume any more stops its mapping until it may again', async () => {
  const role = await identities.newRole({ Service: 'lambda.amazonaws.com' }, [allow('*')]);
  const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder('', { Role: role.arn })]);
  const uuid = await kit.map(source, recorder);
  await source.put(['one']);
  await has(recorder, 'one');
  const trust = (Service: string) => ({
    RoleName: role.name,
    PolicyDocument: documentOf({ Principal: { Service }, Action: 'sts:AssumeRole' }),
  });
  await identities.iam.updateAssumeRolePolicy(trust('ec2.amazonaws.com'));
  await control.advance(12 * 3_600_000);
  await source.put(['two']);
  await kit.passing(kit.result(uuid, 'PROBLEM: The role defined for the function cannot be assumed by Lambda.'));
  await identities.iam.updateAssumeRolePolicy(trust('lambda.amazonaws.com'));
  await kit.passing(has(recorder, 'two'));
  assert.deepEqual(recorder.texts(), ['one', 'two']);
});

const refusals = ({ arn }: Source): Record<Kind, string> => ({
  stream: `Cannot access stream ${arn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, DescribeStreamSummary, ListShards, and ListStreams Actions on your stream.`,
  consumer: `Cannot access event source ${arn}. Please ensure the role can perform the DescribeStreamSummary, ListShards, GetShardIterator and GetRecords actions on your stream and SubscribeToShard on your consumer.`,
  table: `Cannot access stream ${arn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
});
