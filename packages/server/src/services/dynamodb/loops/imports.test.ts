import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { TestObjects } from '../backups/testing.js';
import type { Item } from '../domain/attribute-value.js';
import { deleteTable } from '../operations/delete-table.js';
import { describeImport } from '../operations/describe-import.js';
import { importTable } from '../operations/import-table.js';
import { listImports } from '../operations/list-imports.js';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';

type Input = Parameters<typeof importTable.run>[1];

const parameters: Input['TableCreationParameters'] = {
  TableName: 'target',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-n',
      KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

describe('an import', () => {
  let dynamo: TestDynamoDb;
  let objects: TestObjects;
  let bucket: Map<string, Uint8Array>;
  beforeEach(async () => {
    objects = new TestObjects();
    bucket = objects.make('source');
    dynamo = await testDynamoDb({ objects });
  });
  afterEach(() => dynamo.stop());
  const put = (key: string, text: string) => bucket.set(key, Buffer.from(text));
  const started = async (more: Partial<Input> = {}) => {
    const input = {
      S3BucketSource: { S3Bucket: 'source' },
      InputFormat: 'DYNAMODB_JSON' as const,
      TableCreationParameters: parameters,
      ...more,
    };
    return (await dynamo.run(importTable, input)).ImportTableDescription;
  };
  const ended = async (more: Partial<Input> = {}) => {
    const { ImportArn = '' } = await started(more);
    return (await dynamo.run(describeImport, { ImportArn })).ImportTableDescription;
  };
  const items = async (index?: string): Promise<Item[]> => {
    const view = await dynamo.table('target');
    const found = await dynamo.entries(index === undefined ? view.collection : (view.index(index)?.collection ?? ''));
    return found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  };

  it('brings in the items of all objects with the prefix, and makes the indexes', async () => {
    put('data/1.json', '{"Item":{"pk":{"S":"a"},"n":{"N":"1.0"}}}\n{"Item":{"pk":{"S":"b"}}}\n');
    put('data/2.json', '{"Item":{"pk":{"S":"a"},"n":{"N":"2"},"x":{"S":"later"}}}');
    put('other', '{"Item":{"pk":{"S":"c"}}}');
    for (const partBytes of [1, 7, 1000]) {
      objects.partBytes = partBytes;
      const description = await ended({ S3BucketSource: { S3Bucket: 'source', S3KeyPrefix: 'data/' } });
      assert.deepEqual(
        [
          description.ImportStatus,
          description.ProcessedItemCount,
          description.ImportedItemCount,
          description.ErrorCount,
        ],
        ['COMPLETED', 3, 3, 0],
      );
      assert.deepEqual(await items(), [{ pk: { S: 'a' }, n: { N: '2' }, x: { S: 'later' } }, { pk: { S: 'b' } }]);
      assert.deepEqual(await items('by-n'), [{ pk: { S: 'a' }, n: { N: '2' } }]);
      assert.equal((await dynamo.table('target')).table.status, 'ACTIVE');
      await dynamo.run(deleteTable, { TableName: 'target' });
    }
  });

  it('unpacks what is compressed', async () => {
    bucket.set('1.json.gz', gzipSync('{"Item":{"pk":{"S":"a"}}}\n'));
    bucket.set('2.json.gz', Buffer.from('not compressed'));
    const description = await ended({ InputCompressionType: 'GZIP' });
    assert.deepEqual([description.ImportedItemCount, description.ErrorCount], [1, 1]);
    assert.deepEqual(await items(), [{ pk: { S: 'a' } }]);
  });

  it('counts what the table does not take, and keeps the rest', async () => {
    const wrong = [
      'no JSON',
      '[]',
      '{"pk":{"S":"a"}}',
      '{"Item":{"x":{"S":"a"}}}',
      '{"Item":{"pk":{"S":""}}}',
      '{"Item":{"pk":{"N":"1"}}}',
      '{"Item":{"pk":{"S":"a"},"n":{"S":"1"}}}',
      '{"Item":{"pk":{"S":"a"},"x":{"N":"one"}}}',
      '{"Item":{"pk":{"S":"a"},"x":7}}',
      `{"Item":{"pk":{"S":"a"},"x":{"S":"${'x'.repeat(400 * 1024)}"}}}`,
    ];
    put('1.json', `${wrong.join('\r\n')}\r\n\r\n{"Item":{"pk":{"S":"good"}}}\r\n`);
    const description = await ended();
    assert.deepEqual(
      [description.ImportStatus, description.FailureCode, description.FailureMessage],
      [
        'FAILED',
        'ItemValidationError',
        'Some of the items failed validation checks and were not imported. Please check CloudWatch error logs for more details.',
      ],
    );
    assert.deepEqual([description.ProcessedItemCount, description.ErrorCount], [wrong.length + 1, wrong.length]);
    assert.deepEqual(await items(), [{ pk: { S: 'good' } }]);
    assert.equal((await dynamo.table('target')).table.status, 'ACTIVE');
  });

  it('reads CSV, whose keys have the types of the table', async () => {
    put('1.csv', 'pk,n,x\r\na,07,"one, ""two""\nthree"\nb,8,\nc,x,y\nd,1\ne,1,"open');
    const description = await ended({ InputFormat: 'CSV' });
    assert.deepEqual([description.ImportedItemCount, description.ErrorCount], [2, 3]);
    assert.deepEqual(await items(), [
      { pk: { S: 'a' }, n: { N: '7' }, x: { S: 'one, "two"\nthree' } },
      { pk: { S: 'b' }, n: { N: '8' }, x: { S: '' } },
    ]);
  });

  it('takes the header of CSV from the request', async () => {
    put('1.csv', 'a;1\n');
    const InputFormatOptions = { Csv: { Delimiter: ';', HeaderList: ['pk', 'n'] } };
    const description = await ended({ InputFormat: 'CSV', InputFormatOptions });
    assert.deepEqual(description.InputFormatOptions, InputFormatOptions);
    assert.deepEqual(await items(), [{ pk: { S: 'a' }, n: { N: '1' } }]);
  });

  it('of nothing makes an empty table', async () => {
    assert.equal((await ended()).ImportStatus, 'COMPLETED');
    assert.deepEqual(await items(), []);
  });

  it('makes no table where it cannot begin', async () => {
    const failures = [
      [{ S3BucketSource: { S3Bucket: 'nowhere' } }, 'S3NoSuchBucket'],
      [{ InputFormat: 'ION' }, 'UnsupportedInputFormat'],
      [{ InputCompressionType: 'ZSTD' }, 'UnsupportedInputCompressionType'],
    ] as const;
    for (const [more, code] of failures) {
      const description = await ended(more);
      assert.deepEqual([description.ImportStatus, description.FailureCode], ['FAILED', code]);
      await assert.rejects(dynamo.table('target'));
    }
  });

  it('loses to a table that came first', async () => {
    await dynamo.stop();
    dynamo = await testDynamoDb({ objects, transition: 200 });
    const { ImportArn = '' } = await started();
    await assert.rejects(dynamo.table('target'));
    await dynamo.createTable('target');
    await dynamo.clock.advance(1000);
    await dynamo.tasks.idle();
    const { ImportTableDescription } = await dynamo.run(describeImport, { ImportArn });
    assert.equal(ImportTableDescription.FailureCode, 'TableAlreadyExists');
    await assert.rejects(started(), { code: 'ResourceInUseException', message: 'Table already exists: target' });
  });

  it('is described from the beginning', async () => {
    const description = await started({ ClientToken: 'token' });
    assert.match(description.TableId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(description, {
      ImportArn: description.ImportArn,
      ImportStatus: 'IN_PROGRESS',
      TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/target',
      TableId: description.TableId,
      ClientToken: 'token',
      S3BucketSource: { S3BucketOwner: '123456789012', S3Bucket: 'source' },
      CloudWatchLogGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws-dynamodb/imports:*',
      InputFormat: 'DYNAMODB_JSON',
      InputCompressionType: 'NONE',
      TableCreationParameters: parameters,
      StartTime: testStart,
    });
  });

  it('is begun once for a token', async () => {
    await dynamo.stop();
    dynamo = await testDynamoDb({ objects, transition: 200 });
    const { ImportArn } = await started({ ClientToken: 'token' });
    const source = { S3Bucket: 'source', S3KeyPrefix: 'other' };
    assert.equal((await started({ ClientToken: 'token', S3BucketSource: source })).ImportArn, ImportArn);
    await assert.rejects(
      started({ ClientToken: 'token', TableCreationParameters: { ...parameters, TableName: 'another' } }),
      {
        code: 'ImportConflictException',
        message: 'Import conflict: Duplicate request detected with conflicting parameters',
      },
    );
    await dynamo.clock.advance(1000);
    await dynamo.tasks.idle();
    await assert.rejects(started({ ClientToken: 'token' }), { code: 'ResourceInUseException' });
  });

  it('is listed', async () => {
    const arns: unknown[] = [];
    for (const TableName of ['one', 'three', 'two']) {
      arns.push((await started({ TableCreationParameters: { ...parameters, TableName } })).ImportArn);
    }
    const first = await dynamo.run(listImports, { PageSize: 2 });
    assert.deepEqual(
      first.ImportSummaryList?.map(({ ImportArn, ImportStatus }) => [ImportArn, ImportStatus]),
      arns.slice(0, 2).map((arn) => [arn, 'COMPLETED']),
    );
    const rest = await dynamo.run(listImports, { NextToken: first.NextToken });
    assert.deepEqual([rest.ImportSummaryList?.[0]?.ImportArn, rest.NextToken], [arns[2], undefined]);
    const TableArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/three';
    assert.equal((await dynamo.run(listImports, { TableArn })).ImportSummaryList?.length, 1);
  });

  it('is refused', async () => {
    await assert.rejects(started({ InputFormatOptions: { Csv: {} } }), {
      message: 'Invalid Request: Unsupported InputFormatOptions for the given input format: DYNAMODB_JSON.',
    });
    const ImportArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/target/import/01791506414432-3f2e5aa4';
    await assert.rejects(dynamo.run(describeImport, { ImportArn }), { code: 'ImportNotFoundException' });
    await assert.rejects(dynamo.run(describeImport, { ImportArn: ImportArn.replace('import', 'export') }), {
      message: 'Invalid Import ARN',
    });
  });
});
