import './harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-providers';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import sdkV2 from 'aws-sdk';
import { account, arnOf, createSdk, startPaddock } from './harness.js';
import { createIam, createSts } from './harness/clients.js';
import { keysOf } from './harness/identity.js';
import { cliEnvironment, hasCli } from './harness/cli.js';

/**
 * Steps 4 and 5 of the workshop's streaming module: an identity pool with unauthenticated access, whose role may list and read the stream
 * `wildrydes` and nothing else; and the map's browser clients, which hold no other credentials than the pool's.
 */
const paddock = await startPaddock();
const { url } = paddock;
after(() => paddock.close());

const region = 'us-east-1';
const rootKeys = { accessKeyId: 'test', secretAccessKey: 'test' };
const unauthRole = 'Cognito_wildrydesUnauth_Role';
const stream = 'wildrydes';
const session = `arn:aws:sts::${account}:assumed-role/${unauthRole}/CognitoIdentityCredentials`;

const trustPolicy = (poolId: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId },
          'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
        },
      },
    ],
  });

/** What IAM's visual editor makes of Kinesis, List and Read, on the stream and its consumers. */
const dashboardPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'VisualEditor0',
      Effect: 'Allow',
      Action: [
        'kinesis:ListShards',
        'kinesis:ListStreamConsumers',
        'kinesis:ListTagsForStream',
        'kinesis:SubscribeToShard',
        'kinesis:DescribeStreamSummary',
        'kinesis:DescribeStreamConsumer',
        'kinesis:GetShardIterator',
        'kinesis:GetRecords',
        'kinesis:DescribeStream',
      ],
      Resource: [`arn:aws:kinesis:${region}:${account}:*/${stream}/consumer/*:*`, arnOf(stream)],
    },
  ],
});

const denied = (action: string, resource?: string): string =>
  `User: ${session} is not authorized to perform: ${action}${resource === undefined ? '' : ` on resource: ${resource}`} ` +
  `because no identity-based policy allows the ${action} action`;

describe('the pool and its role, made with the SDK', () => {
  const iam = createIam(url);
  const cognito = new CognitoIdentity({ endpoint: url, region, credentials: rootKeys, maxAttempts: 1 });
  after(() => {
    iam.destroy();
    cognito.destroy();
  });
  let poolId = '';

  before(async () => {
    for (const name of [stream, 'secret']) {
      await paddock.sdk.createStream({ StreamName: name, ShardCount: 1 });
      await paddock.sdk.putRecord({ StreamName: name, PartitionKey: 'Shadowfax', Data: Buffer.from(`of ${name}`) });
    }
    const pool = await cognito.createIdentityPool({
      IdentityPoolName: stream,
      AllowUnauthenticatedIdentities: true,
    });
    poolId = pool.IdentityPoolId ?? '';
    const { Role } = await iam.createRole({
      RoleName: unauthRole,
      AssumeRolePolicyDocument: trustPolicy(poolId),
    });
    await cognito.setIdentityPoolRoles({ IdentityPoolId: poolId, Roles: { unauthenticated: Role?.Arn ?? '' } });
  });

  it('has an id of its region', () => {
    assert.match(poolId, /^us-east-1:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  describe('a page that holds credentials of the pool', () => {
    let kinesis: Kinesis;
    before(() => {
      kinesis = createSdk(url, {
        credentials: fromCognitoIdentityPool({
          identityPoolId: poolId,
          clientConfig: { endpoint: url, region, requestHandler: new NodeHttpHandler() },
        }),
      });
    });
    after(() => kinesis.destroy());

    it('may nothing before the role has a policy, and all of it on the next request', async () => {
      const list = () => kinesis.listShards({ StreamName: stream });
      await assert.rejects(list(), {
        name: 'AccessDeniedException',
        message: denied('kinesis:ListShards', arnOf(stream)),
      });
      await iam.putRolePolicy({
        RoleName: unauthRole,
        PolicyName: 'WildrydesDashboardPolicy',
        PolicyDocument: dashboardPolicy,
      });
      assert.equal((await list()).Shards?.length, 1);
    });

    it('describes the stream, gets iterators and records', async () => {
      const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName: stream });
      assert.equal(StreamDescriptionSummary?.StreamARN, arnOf(stream));
      assert.equal((await kinesis.describeStream({ StreamName: stream })).StreamDescription?.Shards?.length, 1);
      const { ShardIterator } = await kinesis.getShardIterator({
        StreamName: stream,
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      });
      const { Records } = await kinesis.getRecords({ ShardIterator });
      assert.deepEqual(
        Records?.map(({ Data }) => Buffer.from(Data ?? []).toString()),
        ['of wildrydes'],
      );
    });

    it('may not write', async () => {
      const record = { StreamName: stream, PartitionKey: 'x', Data: Buffer.from('forged') };
      await assert.rejects(kinesis.putRecord(record), {
        name: 'AccessDeniedException',
        message: denied('kinesis:PutRecord', arnOf(stream)),
      });
      await assert.rejects(kinesis.deleteStream({ StreamName: stream }), {
        message: denied('kinesis:DeleteStream', arnOf(stream)),
      });
    });

    it('may not read another stream, not even with an iterator that somebody gave it', async () => {
      const other = { StreamName: 'secret' };
      const place = { ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' } as const;
      const calls: readonly (readonly [string, Promise<unknown>])[] = [
        ['ListShards', kinesis.listShards(other)],
        ['DescribeStream', kinesis.describeStream(other)],
        ['DescribeStreamSummary', kinesis.describeStreamSummary(other)],
        ['GetShardIterator', kinesis.getShardIterator({ ...other, ...place })],
      ];
      for (const [operation, call] of calls) {
        await assert.rejects(call, { message: denied(`kinesis:${operation}`, arnOf('secret')) });
      }
      const { ShardIterator } = await paddock.sdk.getShardIterator({ ...other, ...place });
      await assert.rejects(kinesis.getRecords({ ShardIterator }), {
        message: denied('kinesis:GetRecords', arnOf('secret')),
      });
      await assert.rejects(kinesis.listStreams({}), { name: 'AccessDeniedException' });
    });

    it('may call no other service', async () => {
      const credentials = kinesis.config.credentials;
      const [asIam, asSts] = [createIam(url, { credentials }), createSts(url, { credentials })];
      const asCognito = new CognitoIdentity({ endpoint: url, region, credentials, maxAttempts: 1 });
      try {
        await assert.rejects(asIam.listUsers({}), { name: 'AccessDenied' });
        await assert.rejects(asSts.assumeRole({ RoleArn: `arn:aws:iam::${account}:role/x`, RoleSessionName: 'me' }), {
          name: 'AccessDenied',
        });
        await assert.rejects(asCognito.listIdentityPools({ MaxResults: 1 }), { name: 'AccessDeniedException' });
        // Who it is, everybody may ask.
        assert.equal((await asSts.getCallerIdentity({})).Arn, session);
      } finally {
        for (const client of [asIam, asSts, asCognito]) client.destroy();
      }
    });

    it('gets no more through the basic flow, which has no limits of its own, than the role may', async () => {
      const anyone = new CognitoIdentity({ endpoint: url, region, maxAttempts: 1 });
      const sts = createSts(url);
      const { IdentityId } = await anyone.getId({ IdentityPoolId: poolId });
      const { Token } = await anyone.getOpenIdToken({ IdentityId });
      const { Credentials } = await sts.assumeRoleWithWebIdentity({
        RoleArn: `arn:aws:iam::${account}:role/${unauthRole}`,
        RoleSessionName: 'map',
        WebIdentityToken: Token,
      });
      const basic = createSdk(url, { credentials: keysOf(Credentials) });
      assert.equal((await basic.listShards({ StreamName: stream })).Shards?.length, 1);
      await assert.rejects(basic.putRecord({ StreamName: stream, PartitionKey: 'x', Data: Buffer.from('x') }), {
        name: 'AccessDeniedException',
      });
      for (const client of [anyone, sts, basic]) client.destroy();
    });
  });

  it('serves version 2 of the SDK, with which the workshop was written', async () => {
    const service = { endpoint: url, region, maxRetries: 0 };
    const credentials = new sdkV2.CognitoIdentityCredentials({ IdentityPoolId: poolId }, service);
    await credentials.getPromise();
    const kinesis = new sdkV2.Kinesis({ ...service, credentials });
    assert.equal((await kinesis.listShards({ StreamName: stream }).promise()).Shards?.length, 1);
    const { ShardIterator } = await kinesis
      .getShardIterator({
        StreamName: stream,
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      })
      .promise();
    const { Records } = await kinesis.getRecords({ ShardIterator: ShardIterator ?? '' }).promise();
    assert.deepEqual(Records[0]?.Data, Buffer.from('of wildrydes'));
    await assert.rejects(kinesis.putRecord({ StreamName: stream, PartitionKey: 'x', Data: 'x' }).promise(), {
      code: 'AccessDeniedException',
      message: denied('kinesis:PutRecord', arnOf(stream)),
    });
  });
});

const run = promisify(execFile);

describe('the same with the AWS CLI', { skip: !hasCli && 'aws is not installed' }, () => {
  type Variables = Readonly<Record<string, string>>;
  const root = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const aws = async (line: readonly string[], keys: Variables = root): Promise<Record<string, never>> => {
    const { stdout } = await run('aws', [...line, '--endpoint-url', url, '--output', 'json'], {
      env: { ...cliEnvironment, ...keys },
    });
    return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, never>);
  };

  const words = (line: string): string[] => line.split(' ');

  it('makes pool and role, and what it gets from the pool may read that stream and nothing else', async () => {
    const [name, role] = ['wildrydes-cli', 'Cognito_cli_Unauth_Role'];
    await aws(['kinesis', 'create-stream', '--stream-name', name, '--shard-count', '1']);
    const { IdentityPoolId: pool } = await aws([
      ...words('cognito-identity create-identity-pool --allow-unauthenticated-identities --identity-pool-name'),
      'wildrydes cli',
    ]);
    const made = await aws([
      ...words(`iam create-role --role-name ${role} --assume-role-policy-document`),
      trustPolicy(String(pool)),
    ]);
    const { Arn: roleArn } = made['Role'] as unknown as Variables;
    await aws(
      words(
        `cognito-identity set-identity-pool-roles --identity-pool-id ${String(pool)} --roles unauthenticated=${roleArn}`,
      ),
    );
    await aws([
      ...words(`iam put-role-policy --role-name ${role} --policy-name WildrydesDashboardPolicy --policy-document`),
      dashboardPolicy.replaceAll('wildrydes', name),
    ]);
    const { IdentityId } = await aws(['cognito-identity', 'get-id', '--identity-pool-id', String(pool)], {});
    const got = await aws(
      ['cognito-identity', 'get-credentials-for-identity', '--identity-id', String(IdentityId)],
      {},
    );
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = got['Credentials'] as unknown as Variables;
    const keys = {
      AWS_ACCESS_KEY_ID: AccessKeyId,
      AWS_SECRET_ACCESS_KEY: SecretKey,
      AWS_SESSION_TOKEN: SessionToken,
    };
    const { StreamDescriptionSummary } = await aws(['kinesis', 'describe-stream-summary', '--stream-name', name], keys);
    assert.equal((StreamDescriptionSummary as unknown as Variables)['StreamName'], name);
    const put = ['kinesis', 'put-record', '--stream-name', name, '--partition-key', 'x', '--data', 'eA=='];
    await assert.rejects(aws(put, keys), { stderr: /\(AccessDeniedException\).*kinesis:PutRecord on resource: / });
    const other = ['kinesis', 'describe-stream-summary', '--stream-name', 'secret'];
    await assert.rejects(aws(other, keys), { stderr: /\(AccessDeniedException\)/ });
  });
});
