import assert from 'node:assert/strict';
import { gunzipSync, gzipSync } from 'node:zlib';
import { after, before, describe, it } from 'node:test';
import { account, allow, denial, eventually, newName, signerOf } from '../harness.js';
import { createDynamoDb, newTable, tableArn } from '../harness/dynamodb.js';
import { functionArn, startLambda, zipOf } from '../harness/lambda.js';
import { createS3 } from '../harness/s3.js';

/** What other services do with buckets. */
const paddock = await startLambda();
const { control, dynamo, identities, lambda } = paddock;
const s3 = createS3(paddock.url);
const Bucket = 'everything';
before(() => s3.createBucket({ Bucket }));
after(async () => {
  s3.destroy();
  await paddock.close();
});

const textOf = async (Key: string): Promise<string> =>
  (await (await s3.getObject({ Bucket, Key })).Body?.transformToString()) ?? '';
const bytesOf = async (Key: string): Promise<Uint8Array> =>
  (await (await s3.getObject({ Bucket, Key })).Body?.transformToByteArray()) ?? new Uint8Array(0);
const keysUnder = async (Prefix: string): Promise<string[]> =>
  ((await s3.listObjectsV2({ Bucket, Prefix })).Contents ?? []).map(({ Key = '' }) => Key);

describe('packages of functions', () => {
  const code = (text: string) => zipOf({ 'index.js': `exports.handler = async () => '${text}';` });
  before(async () => {
    await s3.putObject({ Bucket, Key: 'code/one.zip', Body: code('one') });
    await s3.putObject({ Bucket, Key: 'code/two.zip', Body: code('two') });
    await s3.putObject({ Bucket, Key: 'code/none.zip', Body: 'no zip' });
  });

  it('come from a bucket when a function is made, and when it is changed', async () => {
    const FunctionName = await paddock.newFunction('', { Code: { S3Bucket: Bucket, S3Key: 'code/one.zip' } });
    assert.equal((await paddock.invoke(FunctionName)).payload, 'one');
    await lambda.updateFunctionCode({ FunctionName, S3Bucket: Bucket, S3Key: 'code/two.zip' });
    await eventually('the new code', async () => (await paddock.invoke(FunctionName)).payload === 'two');
    // A function keeps what it has got.
    await s3.deleteObject({ Bucket, Key: 'code/two.zip' });
    assert.equal((await paddock.invoke(FunctionName)).payload, 'two');
    const from = (S3Key: string, S3Bucket = Bucket) => lambda.updateFunctionCode({ FunctionName, S3Bucket, S3Key });
    const refused = (code: string, message: string) => ({
      name: 'InvalidParameterValueException',
      message: `Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`,
    });
    await assert.rejects(from('code/two.zip'), refused('NoSuchKey', 'The specified key does not exist.'));
    await assert.rejects(from('x', 'no-such-bucket'), refused('NoSuchBucket', 'The specified bucket does not exist'));
    await assert.rejects(from('code/none.zip'), { name: 'InvalidParameterValueException' });
    const elsewhere = createS3(paddock.url, { region: 'eu-west-1' });
    await elsewhere.createBucket({
      Bucket: 'far-away',
      CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
    });
    elsewhere.destroy();
    await assert.rejects(
      from('x', 'far-away'),
      refused(
        'PermanentRedirect',
        'The bucket is in this region: eu-west-1. Please use this region to retry the request',
      ),
    );
  });

  it('are read with the permissions of whoever brings them', async () => {
    const user = await identities.newUser(allow(['lambda:*', 'iam:PassRole']));
    const S3Key = 'code/one.zip';
    const body = JSON.stringify({
      FunctionName: 'not-mine',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: await paddock.role(),
      Code: { S3Bucket: Bucket, S3Key },
    });
    const create = () =>
      paddock.raw.send({ path: '/2015-03-31/functions', body, sign: { service: 'lambda', ...signerOf(user.keys) } });
    const denied = await create();
    assert.deepEqual([denied.status, denied.headers['x-amzn-errortype']], [403, 'AccessDeniedException']);
    const text = denial(user.arn, 's3:GetObject', `"arn:aws:s3:::${Bucket}/${S3Key}"`);
    assert.ok(String(denied.json?.['Message'] ?? denied.json?.['message']).includes(text), denied.text);
    await identities.allow(user.name, allow(['lambda:*', 'iam:PassRole', 's3:GetObject']));
    assert.equal((await create()).status, 201);
  });

  it('of layers come from there, too', async () => {
    const Body = zipOf({ 'nodejs/node_modules/herd/index.js': `module.exports = 'from a layer';` });
    await s3.putObject({ Bucket, Key: 'layer.zip', Body });
    const Content = { S3Bucket: Bucket, S3Key: 'layer.zip' };
    const { LayerVersionArn = '' } = await lambda.publishLayerVersion({ LayerName: 'herd', Content });
    const name = await paddock.newFunction(`exports.handler = async () => require('herd');`, {
      Layers: [LayerVersionArn],
    });
    assert.equal((await paddock.invoke(name)).payload, 'from a layer');
  });
});

it('events that a function fails on are kept in a bucket, in its name', async () => {
  const failing = `exports.handler = async () => { throw new RangeError('asked to'); };`;
  const OnFailure = { Destination: `arn:aws:s3:::${Bucket}` };
  const configure = (FunctionName: string) =>
    lambda.putFunctionEventInvokeConfig({ FunctionName, MaximumRetryAttempts: 0, DestinationConfig: { OnFailure } });
  const powerless = await paddock.newFunction(failing, { Role: await paddock.role(allow('logs:*')) });
  await assert.rejects(configure(powerless), { name: 'InvalidParameterValueException' });
  const FunctionName = await paddock.newFunction(failing, {
    Role: await paddock.role(allow(['logs:*', 's3:PutObject'])),
  });
  await configure(FunctionName);
  const Payload = JSON.stringify({ unicorn: 'Shadowfax' });
  const { $metadata } = await lambda.invoke({ FunctionName, InvocationType: 'Event', Payload });
  const [key = ''] = await eventually('the record', async () => {
    const keys = await keysUnder(`aws/lambda/async/${FunctionName}/`);
    return keys.length > 0 && keys;
  });
  assert.match(key, /\/\d{4}\/\d\d\/\d\d\/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}$/);
  const record = JSON.parse(await textOf(key)) as Record<string, Record<string, unknown>>;
  assert.deepEqual(record['requestContext'], {
    requestId: $metadata.requestId,
    functionArn: `${functionArn(FunctionName)}:$LATEST`,
    condition: 'RetriesExhausted',
    approximateInvokeCount: 1,
  });
  assert.deepEqual(record['requestPayload'], { unicorn: 'Shadowfax' });
  assert.equal(record['responsePayload']?.['errorType'], 'RangeError');
});

describe('tables', () => {
  const ended = async (ExportArn: string | undefined) =>
    eventually('the end of the export', async () => {
      await control.advance(1000);
      const { ExportDescription } = await dynamo.describeExport({ ExportArn });
      return ExportDescription?.ExportStatus !== 'IN_PROGRESS' && ExportDescription;
    });
  const items = Array.from({ length: 300 }, (_, at) => ({
    pk: { S: `unicorn ${at}` },
    age: { N: String(at / 8) },
    marks: { M: { 'ü "quoted"\n': { L: [{ BOOL: true }, { NULL: true }, { B: Buffer.from([at % 256]) }] } } },
  }));

  it('are exported, and imported again as they were', async () => {
    const from = await newTable(dynamo, newName('table'));
    await dynamo.updateContinuousBackups({
      TableName: from,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    for (const Item of items) await dynamo.putItem({ TableName: from, Item });
    const asked = { TableArn: tableArn(from), S3Bucket: Bucket, S3Prefix: 'exports' };
    const { ExportDescription } = await dynamo.exportTableToPointInTime(asked);
    const done = await ended(ExportDescription?.ExportArn);
    assert.deepEqual([done.ExportStatus, done.FailureCode, done.ItemCount], ['COMPLETED', undefined, items.length]);
    const manifest = JSON.parse(await textOf(String(done.ExportManifest))) as Record<string, unknown>;
    assert.deepEqual([manifest['itemCount'], manifest['s3Bucket']], [items.length, Bucket]);
    const id = String(done.ExportArn).split('/').at(-1) ?? '';
    const data = await keysUnder(`exports/AWSDynamoDB/${id}/data/`);
    const lines = (await Promise.all(data.map(bytesOf))).flatMap((file) =>
      gunzipSync(file).toString().trim().split('\n'),
    );
    assert.equal(lines.length, items.length);
    const listed = (await textOf(String(manifest['manifestFilesS3Key']))).trim().split('\n');
    assert.deepEqual(
      listed.map((line) => (JSON.parse(line) as { dataFileS3Key: string }).dataFileS3Key).toSorted(),
      data,
    );
    const TableName = `${from}-again`;
    const imported = await importFrom(`exports/AWSDynamoDB/${id}/data/`, TableName, {
      InputFormat: 'DYNAMODB_JSON',
      InputCompressionType: 'GZIP',
    });
    assert.deepEqual([imported?.ImportStatus, imported?.ImportedItemCount], ['COMPLETED', items.length]);
    const { Items = [] } = await dynamo.scan({ TableName });
    const byKey = new Map(Items.map((item) => [item['pk']?.S, item]));
    for (const item of items) {
      const found = byKey.get(item.pk.S);
      assert.deepEqual(
        [found?.['age'], JSON.stringify(found?.['marks'])],
        [
          item.age,
          JSON.stringify({
            M: {
              'ü "quoted"\n': {
                L: [{ BOOL: true }, { NULL: true }, { B: new Uint8Array(item.marks.M['ü "quoted"\n'].L[2]?.B ?? []) }],
              },
            },
          }),
        ],
      );
    }
  });

  it('are imported from CSV, line by line', async () => {
    await s3.putObject({
      Bucket,
      Key: 'csv/a.csv.gz',
      Body: gzipSync('pk,name\n1,Shadowfax\n2,"Rocinante, the ""old"""\n'),
    });
    await s3.putObject({ Bucket, Key: 'csv/b.csv.gz', Body: gzipSync('pk,name\n3,Bucephalus\n,nobody\n') });
    const imported = await importFrom('csv/', 'from-csv', { InputFormat: 'CSV', InputCompressionType: 'GZIP' });
    const { FailureCode, ImportedItemCount, ProcessedItemCount, ErrorCount } = imported;
    assert.deepEqual(
      [FailureCode, ImportedItemCount, ProcessedItemCount, ErrorCount],
      ['ItemValidationError', 3, 4, 1],
    );
    const { Item } = await dynamo.getItem({ TableName: 'from-csv', Key: { pk: { S: '2' } } });
    assert.deepEqual(Item?.['name'], { S: 'Rocinante, the "old"' });
  });

  it('are exported no further than whoever asks may write', async () => {
    const from = await newTable(dynamo, newName('table'));
    await dynamo.updateContinuousBackups({
      TableName: from,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    const user = await identities.newUser(
      allow('dynamodb:*'),
      allow('s3:PutObject', `arn:aws:s3:::${Bucket}/theirs/*`),
    );
    const theirs = createDynamoDb(paddock.url, { credentials: user.keys });
    const outcome = async (S3Prefix: string) => {
      const asked = { TableArn: tableArn(from), S3Bucket: Bucket, S3Prefix };
      const { ExportDescription } = await theirs.exportTableToPointInTime(asked);
      const { ExportStatus, FailureCode } = await ended(ExportDescription?.ExportArn);
      return [ExportStatus, FailureCode];
    };
    assert.deepEqual(await outcome('theirs'), ['COMPLETED', undefined]);
    assert.deepEqual(await outcome('others'), ['FAILED', 'S3AccessDenied']);
    assert.deepEqual(await keysUnder('others'), []);
    theirs.destroy();
  });

  it('are not exported to a bucket that is not there', async () => {
    const from = await newTable(dynamo, newName('table'));
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    await dynamo.updateContinuousBackups({ TableName: from, PointInTimeRecoverySpecification });
    const asked = { TableArn: tableArn(from), S3Bucket: 'no-such-bucket-here' };
    const failure = await dynamo
      .exportTableToPointInTime(asked)
      .then(({ ExportDescription }) => ended(ExportDescription?.ExportArn))
      .then(({ FailureCode }) => FailureCode);
    assert.equal(failure, 'S3NoSuchBucket');
  });

  async function importFrom(
    S3KeyPrefix: string,
    TableName: string,
    format: { InputFormat: 'CSV' | 'DYNAMODB_JSON'; InputCompressionType: 'GZIP' },
  ) {
    const { ImportTableDescription } = await dynamo.importTable({
      S3BucketSource: { S3Bucket: Bucket, S3KeyPrefix, S3BucketOwner: account },
      ...format,
      TableCreationParameters: {
        TableName,
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    });
    return eventually('the end of the import', async () => {
      await control.advance(1000);
      const { ImportTableDescription: found } = await dynamo.describeImport({
        ImportArn: ImportTableDescription?.ImportArn,
      });
      return found?.ImportStatus !== 'IN_PROGRESS' && found;
    });
  }
});
