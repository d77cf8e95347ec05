import { DynamoDB, type CreateTableInput, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Config } from '@paddock/server';
import type { Answer, RawClient, RawRequest } from './raw.js';
import { account, region, startPaddock, type Paddock } from './server.js';
import { eventually } from './wait.js';

// Apart from the other clients: a suite that has nothing to do with tables does not wait until this SDK is loaded.

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** DynamoDB by the SDK v3, which does not retry. */
export const createDynamoDb = (endpoint: string, config: DynamoDBClientConfig = {}): DynamoDB =>
  new DynamoDB({ endpoint, region, credentials, maxAttempts: 1, ...config });

/** A signed request in JSON 1.0, whatever its answer. @param input the body, where it is not to be JSON of its own */
export const callDynamoDb = (
  raw: RawClient,
  operation: string,
  input: object | string,
  request: RawRequest = {},
): Promise<Answer> =>
  raw.send({
    body: typeof input === 'string' ? input : JSON.stringify(input),
    ...request,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      ...request.headers,
    },
    sign: request.sign === false ? false : { service: 'dynamodb', ...request.sign },
  });

/** A server with clients of DynamoDB. */
export interface DynamoPaddock extends Paddock {
  readonly dynamo: DynamoDB;
  readonly send: (operation: string, input: object | string, request?: RawRequest) => Promise<Answer>;
}

export async function startDynamoDb(overrides: Partial<Config> = {}): Promise<DynamoPaddock> {
  const paddock = await startPaddock(overrides);
  const dynamo = createDynamoDb(paddock.url);
  return {
    ...paddock,
    dynamo,
    send: (operation, input, request) => callDynamoDb(paddock.raw, operation, input, request),
    close: async () => {
      dynamo.destroy();
      await paddock.close();
    },
  };
}

export const tableArn = (table: string, inRegion = region): string =>
  `arn:aws:dynamodb:${inRegion}:${account}:table/${table}`;

/** A key attribute: `pk`, or `pk:N` where it is no string. */
type KeyText = string;

/**
 * What CreateTable takes for a table of these keys, on demand unless `more` says otherwise.
 * @param more its AttributeDefinitions are those of the indexes
 */
export function tableOf(
  TableName: string,
  keys: readonly [hash: KeyText, range?: KeyText] = ['pk'],
  more: Partial<CreateTableInput> = {},
): CreateTableInput {
  return {
    TableName,
    ...(more.ProvisionedThroughput === undefined ? { BillingMode: 'PAY_PER_REQUEST' } : {}),
    ...more,
    KeySchema: keySchema(keys.slice(0, 1), keys.slice(1)),
    AttributeDefinitions: [...definitions(...keys), ...(more.AttributeDefinitions ?? [])],
  };
}

export const keySchema = (
  hash: readonly (KeyText | undefined)[],
  range: readonly (KeyText | undefined)[] = [],
): NonNullable<CreateTableInput['KeySchema']> => [
  ...hash.map((key) => ({ AttributeName: nameOf(key), KeyType: 'HASH' as const })),
  ...range.map((key) => ({ AttributeName: nameOf(key), KeyType: 'RANGE' as const })),
];

export const definitions = (
  ...keys: readonly (KeyText | undefined)[]
): NonNullable<CreateTableInput['AttributeDefinitions']> =>
  keys.map((key) => ({ AttributeName: nameOf(key), AttributeType: (key?.split(':')[1] ?? 'S') as 'S' | 'N' | 'B' }));

const nameOf = (key: KeyText | undefined): string => key?.split(':')[0] ?? '';

/** Makes the table, and waits until it is ACTIVE. */
export async function newTable(
  dynamo: DynamoDB,
  name: string,
  keys?: readonly [hash: KeyText, range?: KeyText],
  more?: Partial<CreateTableInput>,
): Promise<string> {
  await dynamo.createTable(tableOf(name, keys, more));
  await isActive(dynamo, name);
  return name;
}

export const isActive = (dynamo: DynamoDB, TableName: string): Promise<unknown> =>
  eventually(`${TableName} is ACTIVE`, async () => {
    const { Table } = await dynamo.describeTable({ TableName });
    return Table?.TableStatus === 'ACTIVE';
  });
