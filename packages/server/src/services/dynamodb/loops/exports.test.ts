import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { TestObjects } from '../backups/testing.js';
import { deleteItem } from '../operations/delete-item.js';
import { describeExport } from '../operations/describe-export.js';
import { exportTableToPointInTime } from '../operations/export-table-to-point-in-time.js';
import { listExports } from '../operations/list-exports.js';
import { updateContinuousBackups } from '../operations/update-continuous-backups.js';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';

const TableArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/source';
const minute = 60_000;
const day = 24 * 60 * minute;

describe('an export', () => {
  let dynamo: TestDynamoDb;
  let objects: TestObjects;
  let bucket: Map<string, Uint8Array>;
  beforeEach(async () => {
    objects = new TestObjects();
    bucket = objects.make('exports');
    dynamo = await testDynamoDb({ objects, sliceItems: 2 });
    await dynamo.createTable('source');
    await dynamo.run(updateContinuousBackups, {
      TableName: 'source',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
  afterEach(() => dynamo.stop());
  const put = (pk: string, v: number) => dynamo.putItem('source', { pk: { S: pk }, v: { N: `${v}` } });
  const text = (key: string): string => Buffer.from(bucket.get(key) ?? []).toString();
  const started = async (more: Partial<Parameters<typeof exportTableToPointInTime.run>[1]> = {}) => {
    const given = { TableArn, S3Bucket: 'exports', ...more };
    const { ExportDescription } = await dynamo.run(exportTableToPointInTime, given);
    return ExportDescription ?? {};
  };
  const ended = async (more: Parameters<typeof started>[0] = {}) => {
    const { ExportArn = '' } = await started(more);
    return (await dynamo.run(describeExport, { ExportArn })).ExportDescription ?? {};
  };
  /** Lines of the data files, in the order of their texts. */
  const lines = (): unknown[] =>
    [...bucket]
      .filter(([key]) => key.endsWith('.json.gz'))
      .flatMap(([, body]) => gunzipSync(body).toString().split('\n'))
      .filter((line) => line !== '')
      .toSorted()
      .map((line) => JSON.parse(line) as unknown);

  it('is of a moment, with manifests', async () => {
    for (let i = 0; i < 7; i++) await put(`k${i}`, i);
    await dynamo.clock.advance(minute);
    const ExportTime = dynamo.clock.now();
    await dynamo.clock.advance(minute);
    await put('k0', 100);
    await put('new', 100);
    await dynamo.run(deleteItem, { TableName: 'source', Key: { pk: { S: 'k1' } } });
    const description = await ended({ ExportTime, S3Prefix: 'some' });
    assert.equal(description.ExportStatus, 'COMPLETED');
    assert.equal(description.ItemCount, 7);
    const id = description.ExportArn?.split('/').at(-1) ?? '';
    assert.match(id, /^0\d{13}-[0-9a-f]{8}$/);
    assert.equal(description.ExportManifest, `some/AWSDynamoDB/${id}/manifest-summary.json`);
    assert.deepEqual(
      lines(),
      Array.from({ length: 7 }, (_, i) => ({ Item: { pk: { S: `k${i}` }, v: { N: `${i}` } } })),
    );
    const folder = `some/AWSDynamoDB/${id}/`;
    assert.equal(text(`${folder}_started`), '');
    const files = text(`${folder}manifest-files.json`).trimEnd().split('\n');
    assert.equal(files.length, 1);
    const file = JSON.parse(files[0] ?? '') as Record<string, unknown>;
    const key = String(file['dataFileS3Key']);
    assert.match(key.slice(folder.length), /^data\/[a-z2-7]{26}\.json\.gz$/);
    const md5 = createHash('md5').update(bucket.get(key) ?? '');
    assert.deepEqual([file['itemCount'], file['md5Checksum']], [7, md5.digest('base64')]);
    const summary = text(`${folder}manifest-summary.json`);
    assert.equal(text(`${folder}manifest-summary.md5`), createHash('md5').update(summary).digest('base64'));
    assert.deepEqual(JSON.parse(summary), {
      version: '2020-06-30',
      exportArn: description.ExportArn,
      startTime: new Date(dynamo.clock.now()).toISOString(),
      endTime: new Date(dynamo.clock.now()).toISOString(),
      tableArn: TableArn,
      tableId: (await dynamo.table('source')).table.id,
      exportTime: new Date(ExportTime).toISOString(),
      s3Bucket: 'exports',
      s3Prefix: 'some',
      s3SseAlgorithm: 'AES256',
      s3SseKmsKeyId: null,
      manifestFilesS3Key: `${folder}manifest-files.json`,
      billedSizeBytes: description.BilledSizeBytes,
      itemCount: 7,
      outputFormat: 'DYNAMODB_JSON',
    });
    await dynamo.tasks.idle();
    assert.deepEqual(await dynamo.registry.list('dynamodb/job/'), []);
  });

  it('of an empty table has an empty file', async () => {
    const description = await ended();
    assert.deepEqual([description.ExportStatus, description.ItemCount], ['COMPLETED', 0]);
    assert.equal([...bucket.keys()].filter((key) => key.endsWith('.json.gz')).length, 1);
    assert.deepEqual(lines(), []);
  });

  it('of changes tells what became of each item', async () => {
    await put('changed', 0);
    await put('removed', 0);
    await put('same', 0);
    await dynamo.clock.advance(minute);
    const from = dynamo.clock.now();
    await put('changed', 1);
    await dynamo.run(deleteItem, { TableName: 'source', Key: { pk: { S: 'removed' } } });
    await put('fleeting', 1);
    await dynamo.run(deleteItem, { TableName: 'source', Key: { pk: { S: 'fleeting' } } });
    await dynamo.clock.advance(minute);
    await put('added', 1);
    await put('changed', 2);
    await dynamo.clock.advance(20 * minute);
    const to = dynamo.clock.now();
    await put('changed', 3);
    await put('late', 3);
    const spec = { ExportFromTime: from, ExportToTime: to };
    const description = await ended({ ExportType: 'INCREMENTAL_EXPORT', IncrementalExportSpecification: spec });
    assert.deepEqual(description.IncrementalExportSpecification, { ...spec, ExportViewType: 'NEW_AND_OLD_IMAGES' });
    assert.equal(description.ExportType, 'INCREMENTAL_EXPORT');
    const item = (pk: string, v: number) => ({ pk: { S: pk }, v: { N: `${v}` } });
    const at = (time: number) => ({ WriteTimestampMicros: { N: `${time * 1000}` } });
    assert.deepEqual(lines(), [
      { Metadata: at(from), Keys: { pk: { S: 'removed' } }, OldImage: item('removed', 0) },
      { Metadata: at(from + minute), Keys: { pk: { S: 'added' } }, NewImage: item('added', 1) },
      {
        Metadata: at(from + minute),
        Keys: { pk: { S: 'changed' } },
        OldImage: item('changed', 0),
        NewImage: item('changed', 2),
      },
    ]);
    assert.ok([...bucket.keys()].some((key) => key.startsWith('AWSDynamoDB/data/')));
    bucket.clear();
    await ended({
      ExportType: 'INCREMENTAL_EXPORT',
      IncrementalExportSpecification: { ...spec, ExportViewType: 'NEW_IMAGE' },
    });
    assert.deepEqual(lines()[0], { Metadata: at(from), Keys: { pk: { S: 'removed' } } });
  });

  it('fails where there is no bucket, or none that may be used', async () => {
    const absent = await ended({ S3Bucket: 'nowhere' });
    assert.deepEqual([absent.ExportStatus, absent.FailureCode], ['FAILED', 'S3NoSuchBucket']);
    objects.closed.add('exports');
    const denied = await ended();
    assert.deepEqual([denied.ExportStatus, denied.FailureCode], ['FAILED', 'S3AccessDenied']);
    assert.equal(bucket.size, 0);
  });

  it('answers at once, with what was asked for', async () => {
    const description = await started({ ClientToken: 'token' });
    assert.deepEqual(description, {
      ExportArn: description.ExportArn,
      ExportStatus: 'IN_PROGRESS',
      StartTime: testStart,
      TableArn,
      TableId: (await dynamo.table('source')).table.id,
      ExportTime: testStart,
      ClientToken: 'token',
      S3Bucket: 'exports',
      S3SseAlgorithm: 'AES256',
      ExportFormat: 'DYNAMODB_JSON',
    });
  });

  it('is made once for a token', async () => {
    const { ExportArn: first } = await started({ ClientToken: 'token' });
    const { ExportArn: again, ExportStatus } = await started({ ClientToken: 'token' });
    assert.deepEqual([again, ExportStatus], [first, 'COMPLETED']);
    await assert.rejects(started({ ClientToken: 'token', S3Prefix: 'other' }), {
      code: 'ExportConflictException',
      message: 'Export conflict: Duplicate request detected with conflicting parameters',
    });
    await dynamo.clock.advance(8 * 60 * minute);
    assert.notEqual((await started({ ClientToken: 'token' })).ExportArn, first);
  });

  it('is listed, and forgotten after 90 days', async () => {
    const arns: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      arns.push((await started()).ExportArn);
      await dynamo.clock.advance(1);
    }
    const first = await dynamo.run(listExports, { MaxResults: 2 });
    assert.deepEqual(
      first.ExportSummaries,
      arns.slice(0, 2).map((ExportArn) => ({ ExportArn, ExportStatus: 'COMPLETED', ExportType: 'FULL_EXPORT' })),
    );
    const rest = await dynamo.run(listExports, { TableArn, NextToken: first.NextToken });
    assert.deepEqual([rest.ExportSummaries?.[0]?.ExportArn, rest.NextToken], [arns[2], undefined]);
    await assert.rejects(dynamo.run(listExports, { NextToken: 'x' }), {
      message: 'Invalid Request: Provided nextToken is invalid: x',
    });
    await dynamo.clock.advance(90 * day);
    await dynamo.tasks.idle();
    assert.deepEqual(await dynamo.run(listExports, {}), { ExportSummaries: [] });
  });

  it('is refused in the order in which AWS looks', async () => {
    const refused = (more: Parameters<typeof started>[0], message: string | RegExp) =>
      assert.rejects(started(more), { message });
    const changes = { ExportFromTime: testStart };
    await refused({ TableArn: '' }, 'Invalid TableArn: Invalid Table ARN');
    await refused({ TableArn: 'source' }, 'One or more parameter values were invalid: tableArn is not a valid ARN');
    await refused({ TableArn: `${TableArn}/index/i` }, 'Invalid Request: Table ARN is invalid.');
    await refused({ TableArn: TableArn.replace('123456789012', '210987654321') }, 'Access is denied');
    await refused({ TableArn: `${TableArn}2` }, `Table not found: ${TableArn}2`);
    await refused(
      { IncrementalExportSpecification: changes },
      'Invalid Request: Export Type expected to be Incremental Export when incremental export specification is provided',
    );
    await refused(
      { IncrementalExportSpecification: changes, ExportType: 'FULL_EXPORT' },
      'Invalid Request: When Export Type is Full Export , Incremental Export Specification should not be provided',
    );
    await refused(
      { ExportType: 'INCREMENTAL_EXPORT' },
      'Invalid Request: Incremental Export Specification expected when export type is set as Incremental Export',
    );
    const incremental = (spec: object) =>
      ({ ExportType: 'INCREMENTAL_EXPORT', IncrementalExportSpecification: spec }) as const;
    await refused(
      incremental({}),
      'Invalid Request: ExportFromTime must be provided in IncrementalExportSpecification',
    );
    await refused(
      incremental({ ExportFromTime: testStart - 1 }),
      'Incremental export period from time cannot be less than the table creation time : 2023-11-14T22:13:20Z',
    );
    await refused(
      incremental({ ...changes, ExportToTime: testStart + day }),
      /^Incremental export period to time cannot be greater than the current time : /,
    );
    await refused(
      incremental(changes),
      'Difference between export period from time and export period to time is less than 15 minutes',
    );
    await refused({ S3SseKmsKeyId: 'key' }, 'Invalid Request: KMS Key Id is not supported for this encryption type');
    await refused({ ExportTime: testStart - 1 }, 'Export Time is invalid');
    await refused({ ExportTime: testStart + 1 }, 'Export Time is invalid');
    await dynamo.createTable('plain');
    await refused(
      { TableArn: TableArn.replace('source', 'plain'), ExportTime: testStart - 1 },
      "Point in time recovery is not enabled for table 'plain'",
    );
  });

  it('that is not there is not found', async () => {
    const none = `${TableArn}/export/01791506414432-3f2e5aa4`;
    await assert.rejects(dynamo.run(describeExport, { ExportArn: none }), {
      code: 'ExportNotFoundException',
      message: `Export not found: Export not found: ${none}`,
    });
    await assert.rejects(dynamo.run(describeExport, { ExportArn: none.replace('us-east-1', 'eu-west-1') }), {
      message: 'Export not found: Invalid export arn',
    });
    await assert.rejects(dynamo.run(describeExport, { ExportArn: TableArn }), { message: 'Invalid Export ARN' });
  });
});
