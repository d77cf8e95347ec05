import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { tableArn } from '../domain/table.js';
import { resourceDirectory } from '../resource-directory.js';
import { testAccount, testDynamoDb, testRegion, type TestDynamoDb } from '../testing.js';
import { listTagsOfResource } from './list-tags-of-resource.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

const arn = tableArn({ account: testAccount, region: testRegion, name: 'rides' });
const bad = 'One or more parameter values were invalid: ';

describe('tags of tables', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200 });
    await db.createTable('rides', ['pk'], { Tags: [{ Key: 'team', Value: 'blue' }] });
    await db.clock.advance(200);
  });
  afterEach(() => db.stop());

  const list = async (): Promise<unknown> => (await db.run(listTagsOfResource, { ResourceArn: arn })).Tags;
  const refused = (Tags: readonly { Key?: string; Value?: string }[], message: string) =>
    assert.rejects(db.run(tagResource, { ResourceArn: arn, Tags }), { code: 'ValidationException', message });

  it('are added, replaced, listed and removed, after a pause between two changes', async () => {
    await db.run(tagResource, {
      ResourceArn: arn,
      Tags: [
        { Key: 'team', Value: 'red' },
        { Key: 'Größe: 5/6', Value: '' },
      ],
    });
    await assert.rejects(db.run(tagResource, { ResourceArn: arn, Tags: [{ Key: 'a', Value: '' }] }), {
      code: 'LimitExceededException',
      message: 'Subscriber limit exceeded: Table tags are being updated: rides',
    });
    // What changes nothing passes.
    await db.run(tagResource, { ResourceArn: arn, Tags: [{ Key: 'team', Value: 'red' }] });
    await db.clock.advance(200);
    assert.deepEqual(await list(), [
      { Key: 'Größe: 5/6', Value: '' },
      { Key: 'team', Value: 'red' },
    ]);
    assert.deepEqual(await resourceDirectory(db.context.store).tags?.(`${arn}/index/any`), {
      team: 'red',
      'Größe: 5/6': '',
    });
    await db.run(untagResource, { ResourceArn: arn, TagKeys: ['team', 'none'] });
    assert.deepEqual(await list(), [{ Key: 'Größe: 5/6', Value: '' }]);
  });

  it('are listed in tens', async () => {
    const Tags = Array.from({ length: 24 }, (_, i) => ({ Key: `key${String(i).padStart(2, '0')}`, Value: 'x' }));
    await db.run(tagResource, { ResourceArn: arn, Tags });
    const keys: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await db.run(listTagsOfResource, { ResourceArn: arn, NextToken: token });
      assert.ok((page.Tags?.length ?? 0) <= 10);
      keys.push(...(page.Tags ?? []).map(({ Key }) => Key));
      token = page.NextToken;
    } while (token !== undefined);
    assert.deepEqual(keys, [...Tags.map(({ Key }) => Key), 'team']);
    assert.equal((await db.run(listTagsOfResource, { ResourceArn: arn, NextToken: 'junk' })).Tags?.[0]?.Key, 'key00');
  });

  it('are checked in AWS’s words', async () => {
    await refused([], 'Atleast one Tag needs to be provided as Input.');
    await refused([{}], 'The Tag Key provided is invalid, Key: null');
    await refused([{ Key: '', Value: '' }], 'The Tag Key provided is invalid, Key: ');
    await refused([{ Key: 'a#', Value: '' }], 'The Tag Key provided is invalid, Key: a#');
    await refused([{ Key: 'a' }], 'The Tag Value provided is invalid, Value: null');
    await refused(
      [{ Key: 'a', Value: 'x'.repeat(257) }],
      `The Tag Value provided is invalid, Value: ${'x'.repeat(257)}`,
    );
    await refused([{ Key: 'aws:foo', Value: '' }], 'Tag Key cannot be prefixed with aws:, Key: aws:foo');
    const twice = [
      { Key: 'dup', Value: '1' },
      { Key: 'dup', Value: '2' },
    ];
    await refused(twice, 'Duplicate Tag Keys provided as input: Duplicate Tag Key found dup');
    const fifty = Array.from({ length: 50 }, (_, i) => ({ Key: `k${i}`, Value: '' }));
    await refused(fifty, 'Number of Tags exceed the current limit for the provided ResourceArn');
    await assert.rejects(db.run(untagResource, { ResourceArn: arn, TagKeys: [] }), {
      message: 'Atleast one Tag Key needs to be provided as Input.',
    });
  });

  it('belong to tables of this account and region alone', async () => {
    const at = (ResourceArn: string, code: string, message: string) =>
      assert.rejects(db.run(listTagsOfResource, { ResourceArn }), { code, message });
    const elsewhere = arn.replace(testRegion, 'eu-west-1');
    await at('rides', 'ValidationException', `${bad}ARNs must start with 'arn:': rides`);
    await at(arn.replace(testAccount, '999999999999'), 'AccessDeniedException', 'Access is denied');
    await at(elsewhere, 'ValidationException', `Invalid TableArn: Invalid ResourceArn provided as input ${elsewhere}`);
    await at(
      `${arn}/index/x`,
      'ValidationException',
      `${bad}Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}/index/x`,
    );
    await at(
      `${arn}/backup/x`,
      'ValidationException',
      `${bad}Provided Arn is not a DynamoDB resource arn: ${arn}/backup/x`,
    );
    await at(`${arn}s`, 'ResourceNotFoundException', `Requested resource not found: ResourceArn: ${arn}s not found`);
    await db.createTable('soon').catch(() => undefined);
    const soon = arn.replace('rides', 'soon');
    await at(soon, 'ResourceNotFoundException', `Requested resource not found: ResourceArn: ${soon} not found`);
  });
});
