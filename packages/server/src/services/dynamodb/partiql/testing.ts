import assert from 'node:assert/strict';
import { AwsError } from '@paddock/wire';
import type { AttributeValue, Item } from '../domain/attribute-value.js';
import { batchExecuteStatement } from '../operations/batch-execute-statement.js';
import { executeStatement } from '../operations/execute-statement.js';
import { executeTransaction } from '../operations/execute-transaction.js';
import { getItem } from '../operations/get-item.js';
import { testDynamoDb, type TestDynamoDb } from '../testing.js';

type StatementInput = Parameters<typeof executeStatement.run>[1];
type BatchInput = Parameters<typeof batchExecuteStatement.run>[1];
type TransactionInput = Parameters<typeof executeTransaction.run>[1];

/** A DynamoDB with the tables that the tests of statements are about. */
export class Statements {
  readonly dynamoDb: TestDynamoDb;

  private constructor(dynamoDb: TestDynamoDb) {
    this.dynamoDb = dynamoDb;
  }

  /** `Plain` has a partition key, `Things` a sort key too and indexes of every kind, `Numbers` keys that are numbers. */
  static async open(): Promise<Statements> {
    const dynamoDb = await testDynamoDb();
    await dynamoDb.createTable('Plain', ['pk']);
    await dynamoDb.createTable('Numbers', ['pk:N', 'sk:N']);
    const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' as const });
    const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' as const });
    await dynamoDb.createTable('Things', ['pk', 'sk'], {
      AttributeDefinitions: ['g', 'g2', 'l', 'r', 'r2'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      GlobalSecondaryIndexes: [
        { IndexName: 'gsi-all', KeySchema: [hash('g')], Projection: { ProjectionType: 'ALL' } },
        {
          IndexName: 'gsi-inc',
          KeySchema: [hash('g2'), range('sk')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['proj'] },
        },
        {
          IndexName: 'gsi-multi',
          KeySchema: [hash('g'), range('r'), range('r2')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      LocalSecondaryIndexes: [
        { IndexName: 'lsi-keys', KeySchema: [hash('pk'), range('l')], Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
    return new Statements(dynamoDb);
  }

  async put(table: string, ...items: readonly Item[]): Promise<void> {
    for (const item of items) await this.dynamoDb.putItem(table, item);
  }

  async stored(table: string, key: Item): Promise<Item | undefined> {
    const { Item: item } = await this.dynamoDb.run(getItem, { TableName: table, Key: key, ConsistentRead: true });
    return item;
  }

  execute(Statement: string, more: Partial<StatementInput> = {}) {
    return this.dynamoDb.run(executeStatement, { Statement, ...more });
  }

  async items(Statement: string, ...Parameters: readonly AttributeValue[]): Promise<readonly Item[]> {
    const { Items } = await this.execute(Statement, Parameters.length === 0 ? {} : { Parameters });
    assert.ok(Items);
    return Items as readonly Item[];
  }

  batch(Statements: BatchInput['Statements'], more: Partial<BatchInput> = {}) {
    return this.dynamoDb.run(batchExecuteStatement, { Statements, ...more });
  }

  transact(
    statements: readonly (string | TransactionInput['TransactStatements'][number])[],
    more: Partial<TransactionInput> = {},
  ) {
    const TransactStatements = statements.map((statement) =>
      typeof statement === 'string' ? { Statement: statement } : statement,
    );
    return this.dynamoDb.run(executeTransaction, { TransactStatements, ...more });
  }

  stop(): Promise<void> {
    return this.dynamoDb.stop();
  }
}

/** The error that a request ends with. */
export async function failure(request: Promise<unknown>): Promise<AwsError> {
  try {
    await request;
  } catch (error) {
    assert.ok(error instanceof AwsError, String(error));
    return error;
  }
  return assert.fail('it did not fail');
}

/** The code and text of the error that a request ends with. */
export async function refusal(request: Promise<unknown>): Promise<string> {
  const { code, message } = await failure(request);
  return code === 'ValidationException' ? message : `${code}: ${message}`;
}
