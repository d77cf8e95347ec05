import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import {
  validateDeleteItem,
  validateGetItem,
  validatePutItem,
  validateQuery,
  validateScan,
  validateUpdateItem,
} from './validation.js';
import type { Input } from './validation-words.js';

const key = { pk: { S: 'a' } };
const table = 'orders';
const failed = 'failed to satisfy constraint';
const one = (text: string): string => `1 validation error detected: ${text}`;
const returnValues =
  'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]';
const conditionalOperator = 'Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]';
const consumed = `Value 'INVALID' at 'returnConsumedCapacity' ${failed}: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`;
const metrics = `Value 'INVALID' at 'returnItemCollectionMetrics' ${failed}: Member must satisfy enum value set: [SIZE, NONE]`;
const emptyTable = one(`Value at 'TableName' ${failed}: Member must have length greater than or equal to 1`);
const noTable = `Value null at 'tableName' ${failed}: Member must not be null`;
const noKey = `Value null at 'key' ${failed}: Member must not be null`;

function says(validate: (input: Input) => void, input: Input, message: string): void {
  assert.throws(
    () => validate(input),
    (error) => {
      assert.ok(error instanceof AwsError);
      assert.equal(error.code, 'ValidationException');
      assert.equal(error.message, message);
      return true;
    },
  );
}

const writes = [
  ['PutItem', validatePutItem, { TableName: table, Item: key }],
  ['UpdateItem', validateUpdateItem, { TableName: table, Key: key }],
  ['DeleteItem', validateDeleteItem, { TableName: table, Key: key }],
] as const;
const reads = [
  ['GetItem', validateGetItem, { TableName: table, Key: key }],
  ['Query', validateQuery, { TableName: table }],
] as const;

describe('names of tables', () => {
  for (const [name, validate, input] of [...writes, ...reads, ['Scan', validateScan, { TableName: table }] as const]) {
    it(`may be short, long, or ARNs: ${name}`, () => {
      const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/${'a'.repeat(255)}`;
      for (const TableName of ['a', 'a'.repeat(255), arn]) validate({ ...input, TableName });
    });

    it(`are refused when they are missing, too long, or of other characters: ${name}`, () => {
      const long = 'a'.repeat(256);
      const arn = `arn:${'a'.repeat(1021)}`;
      says(validate, { ...input, TableName: undefined }, one(noTable));
      says(
        validate,
        { ...input, TableName: long },
        one(`Value '${long}' at 'tableName' ${failed}: Member must have length less than or equal to 255`),
      );
      says(
        validate,
        { ...input, TableName: 'a!b' },
        one(`Value 'a!b' at 'tableName' ${failed}: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`),
      );
      says(
        validate,
        { ...input, TableName: arn },
        one(`Value '${arn}' at 'tableName' ${failed}: Member must have length less than or equal to 1024`),
      );
    });
  }

  for (const [name, validate, input] of [...writes, ...reads])
    it(`that are empty are reported alone: ${name}`, () => {
      says(validate, { ...input, TableName: '', ReturnConsumedCapacity: 'INVALID' }, emptyTable);
    });
});

describe('single writes', () => {
  for (const [name, validate, input] of writes) {
    it(`name neither value nor member of two enumerations: ${name}`, () => {
      says(validate, { ...input, ReturnValues: 'BOGUS' }, one(returnValues));
      says(validate, { ...input, ConditionalOperator: 'XOR' }, one(conditionalOperator));
      says(validate, { ...input, ReturnConsumedCapacity: 'INVALID' }, one(consumed));
      says(validate, { ...input, ReturnItemCollectionMetrics: 'INVALID' }, one(metrics));
    });

    it(`compare by what there is to compare by: ${name}`, () => {
      const Expected = { a: { ComparisonOperator: 'LIKE' } };
      says(
        validate,
        { ...input, Expected },
        one(
          `Value 'LIKE' at 'expected.a.member.comparisonOperator' ${failed}: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]`,
        ),
      );
    });
  }

  const enums = {
    ReturnConsumedCapacity: 'INVALID',
    ReturnValues: 'INVALID',
    ReturnItemCollectionMetrics: 'INVALID',
  };

  it('report all that is wrong, in the order of PutItem', () => {
    says(
      validatePutItem,
      { TableName: table, Item: key, ...enums },
      `3 validation errors detected: ${consumed}; ${returnValues}; ${metrics}`,
    );
  });

  it('report all that is wrong, in the order of DeleteItem', () => {
    says(
      validateDeleteItem,
      { TableName: table, Key: key, ReturnValues: 'INVALID', ReturnConsumedCapacity: 'INVALID' },
      `2 validation errors detected: ${consumed}; ${returnValues}`,
    );
  });

  it('report ReturnValues alone when UpdateItem has a key', () => {
    says(validateUpdateItem, { TableName: table, Key: key, ...enums }, one(returnValues));
  });

  it('speak the older words of UpdateItem without a key', () => {
    const old = `Value 'INVALID' at 'returnValues' ${failed}: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]`;
    says(
      validateUpdateItem,
      { ReturnConsumedCapacity: 'INVALID', ReturnValues: 'INVALID' },
      `4 validation errors detected: ${consumed}; ${noTable}; ${old}; ${noKey}`,
    );
    says(
      validateUpdateItem,
      { TableName: table, ConditionalOperator: 'XOR' },
      `2 validation errors detected: ${noKey}; Value 'XOR' at 'conditionalOperator' ${failed}: Member must satisfy enum value set: [OR, AND]`,
    );
  });

  it('need an item, and a key', () => {
    const noItem = `Value null at 'item' ${failed}: Member must not be null`;
    says(validatePutItem, { TableName: table }, one(noItem));
    says(validatePutItem, {}, `2 validation errors detected: ${noTable}; ${noItem}`);
    says(validateDeleteItem, { TableName: table }, one(noKey));
  });
});

describe('reads', () => {
  it('of one item report all that is wrong', () => {
    says(
      validateGetItem,
      { ReturnConsumedCapacity: 'INVALID' },
      `3 validation errors detected: ${consumed}; ${noTable}; ${noKey}`,
    );
    const few = `Value at 'AttributesToGet' ${failed}: Member must have length greater than or equal to 1`;
    says(validateGetItem, { TableName: table, Key: key, AttributesToGet: [] }, one(few));
  });

  it('of Query and Scan name a limit that is none without its value', () => {
    const least = 'Member must have value greater than or equal to 1';
    says(validateQuery, { TableName: table, Limit: 0 }, one(`Value at 'Limit' ${failed}: ${least}`));
    says(validateScan, { TableName: table, Limit: 0 }, one(`Value at 'Limit' ${failed}: ${least}`));
  });

  it('of Query leave the frame away where no member is named', () => {
    says(validateQuery, { TableName: table, ConditionalOperator: 'XOR' }, conditionalOperator);
    const select = `Value 'ALL' at 'select' ${failed}: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]`;
    says(validateQuery, { TableName: table, Select: 'ALL' }, one(select));
  });

  it('of Query and Scan look at indexes and conditions', () => {
    for (const [validate, filter] of [
      [validateQuery, 'QueryFilter'],
      [validateScan, 'ScanFilter'],
    ] as const) {
      const path = `${filter.charAt(0).toLowerCase()}${filter.slice(1)}.a.member.comparisonOperator`;
      says(
        validate,
        { TableName: table, IndexName: 'a!', [filter]: { a: {} } },
        `3 validation errors detected: Value 'a!' at 'indexName' ${failed}: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value 'a!' at 'indexName' ${failed}: Member must have length greater than or equal to 3; Value null at '${path}' ${failed}: Member must not be null`,
      );
    }
  });

  it('of Scan have segments within bounds, and no more errors than ten', () => {
    says(
      validateScan,
      { TableName: 'a;', TotalSegments: 1_000_001, Segment: -1, ReturnConsumedCapacity: 'INVALID' },
      `4 validation errors detected: Value '1000001' at 'totalSegments' ${failed}: Member must have value less than or equal to 1000000; ${consumed}; Value 'a;' at 'tableName' ${failed}: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '-1' at 'segment' ${failed}: Member must have value greater than or equal to 0`,
    );
    const ScanFilter = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}`, {}]));
    assert.throws(() => validateScan({ TableName: table, ScanFilter }), /^AwsError: 10 validation errors detected: /);
  });
});
