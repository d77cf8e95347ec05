import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTableInput, faultsOfTable, newIndex, newTable, type TableDraft } from './create-model.js';

const workshop: TableDraft = {
  ...newTable,
  name: 'UnicornSensorData',
  partition: { name: 'Name', type: 'S' },
  hasSortKey: true,
  sort: { name: 'StatusTime', type: 'S' },
};

describe('a new table', () => {
  it('with default settings is on-demand, and has its keys', () => {
    assert.equal(faultsOfTable(workshop).size, 0);
    assert.deepEqual(createTableInput(workshop), {
      TableName: 'UnicornSensorData',
      AttributeDefinitions: [
        { AttributeName: 'Name', AttributeType: 'S' },
        { AttributeName: 'StatusTime', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'Name', KeyType: 'HASH' },
        { AttributeName: 'StatusTime', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  it('leaves out what is not customized', () => {
    const changed = { ...workshop, isProtected: true, tags: [{ key: 'a', value: 'b' }], indexes: [newIndex('global')] };
    assert.deepEqual(createTableInput(changed), createTableInput(workshop));
    assert.equal(faultsOfTable(changed).size, 0);
  });

  it('has indexes of both kinds, each with what it needs', () => {
    const local = { ...newIndex('local'), name: 'byTime', sort: { name: 't', type: 'N' as const } };
    const global = {
      ...newIndex('global'),
      name: 'byMagic',
      partition: { name: 'magic', type: 'N' as const },
      projection: 'INCLUDE' as const,
      included: ['a'],
      read: '3',
    };
    const draft: TableDraft = {
      ...workshop,
      isCustom: true,
      capacity: { mode: 'PROVISIONED', read: '2', write: '1' },
      indexes: [local, global],
      stream: 'NEW_IMAGE',
    };
    assert.equal(faultsOfTable(draft).size, 0);
    const input = createTableInput(draft);
    assert.deepEqual(input.ProvisionedThroughput, { ReadCapacityUnits: 2, WriteCapacityUnits: 1 });
    assert.deepEqual(input.LocalSecondaryIndexes?.[0]?.KeySchema?.[0], { AttributeName: 'Name', KeyType: 'HASH' });
    assert.deepEqual(input.GlobalSecondaryIndexes?.[0], {
      IndexName: 'byMagic',
      KeySchema: [{ AttributeName: 'magic', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 5 },
    });
    assert.equal(input.AttributeDefinitions?.length, 4);
    assert.deepEqual(input.StreamSpecification, { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
  });

  it('is told what is wrong with it', () => {
    const index = { ...newIndex('global'), name: 'x', partition: { name: 'Name', type: 'N' as const } };
    const faults = faultsOfTable({
      ...workshop,
      name: 'a b',
      sort: { name: 'Name', type: 'S' },
      isCustom: true,
      capacity: { mode: 'PROVISIONED', read: '0', write: '40001' },
      indexes: [index],
      policy: '{',
      tags: [
        { key: 'aws:x', value: '' },
        { key: '', value: '' },
      ],
    });
    assert.deepEqual(Object.fromEntries(faults), {
      name: 'table.name',
      sort: 'key.same',
      read: 'units',
      write: 'units',
      [`index.${index.id}.name`]: 'index.name',
      [`index.${index.id}.partition`]: 'key.type',
      'tag.0': 'tag.aws',
      'tag.1': 'required',
      policy: 'policy',
    });
  });
});
