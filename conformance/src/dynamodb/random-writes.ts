import type { AttributeValue, DynamoDB, TransactWriteItem, WriteRequest } from '@aws-sdk/client-dynamodb';
import type { Item } from './indexes.js';

/** Writes of every kind to few items, so that they meet often and their attributes come and go as keys of indexes. */
export class RandomWrites {
  readonly #dynamo: DynamoDB;
  readonly #table: string;
  readonly #random: () => number;

  constructor(dynamo: DynamoDB, table: string, random: () => number) {
    this.#dynamo = dynamo;
    this.#table = table;
    this.#random = random;
  }

  /** One request. @throws what the server answers, unless it is a conflict or a condition that did not hold */
  async write(): Promise<void> {
    try {
      await this.#any();
    } catch (error) {
      const { name, message } = error as Error;
      const isExpected =
        name === 'ConditionalCheckFailedException' ||
        name === 'TransactionConflictException' ||
        (name === 'TransactionCanceledException' &&
          /\[((None|ConditionalCheckFailed|TransactionConflict)(, )?)+\]/.test(message));
      if (!isExpected) throw error;
    }
  }

  async #any(): Promise<unknown> {
    const TableName = this.#table;
    switch (this.#below(6)) {
      case 0:
        return this.#dynamo.putItem({ TableName, Item: this.#item(), ...this.#condition() });
      case 1:
        return this.#dynamo.deleteItem({ TableName, Key: this.#key(), ...this.#condition() });
      case 2:
      case 3:
        return this.#dynamo.updateItem({ TableName, Key: this.#key(), ...this.#update() });
      case 4:
        return this.#dynamo.batchWriteItem({ RequestItems: { [TableName]: this.#batch() } });
      default:
        return this.#dynamo.transactWriteItems({ TransactItems: this.#transaction() });
    }
  }

  #batch(): WriteRequest[] {
    return this.#keys().map((key) =>
      this.#below(3) === 0 ? { DeleteRequest: { Key: key } } : { PutRequest: { Item: this.#item(key) } },
    );
  }

  #transaction(): TransactWriteItem[] {
    const TableName = this.#table;
    return this.#keys().map((Key) => {
      switch (this.#below(4)) {
        case 0:
          return { Put: { TableName, Item: this.#item(Key) } };
        case 1:
          return { Delete: { TableName, Key } };
        case 2:
          return { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(never)' } };
        default:
          return { Update: { TableName, Key, ...this.#update() } };
      }
    });
  }

  #condition(): { ConditionExpression?: string } {
    return this.#below(3) === 0 ? { ConditionExpression: 'attribute_exists(c)' } : {};
  }

  #update(): { UpdateExpression: string; ExpressionAttributeValues?: Item } {
    const set: string[] = [];
    const removed: string[] = [];
    const values: Item = {};
    for (const [name, value] of Object.entries(this.#attributes())) {
      set.push(`${name} = :${name}`);
      values[`:${name}`] = value;
    }
    for (const name of attributes) if (!(`:${name}` in values) && this.#below(3) === 0) removed.push(name);
    values[':one'] = { N: '1' };
    const UpdateExpression = [
      set.length > 0 ? `SET ${set.join(', ')}` : '',
      removed.length > 0 ? `REMOVE ${removed.join(', ')}` : '',
      'ADD count_of_updates :one',
    ]
      .filter((part) => part !== '')
      .join(' ');
    return { UpdateExpression, ExpressionAttributeValues: values };
  }

  #item(key = this.#key()): Item {
    return { ...key, ...this.#attributes() };
  }

  #attributes(): Item {
    const item: Item = {};
    for (const name of attributes) {
      if (this.#below(2) === 0) continue;
      item[name] = this.#value(name);
    }
    return item;
  }

  #value(name: string): AttributeValue {
    const number = this.#below(3);
    switch (name) {
      case 's':
      case 'a':
        return { S: `${name}${number}` };
      case 'd':
        return { B: Buffer.from([number, 255]) };
      case 'y':
        return { M: { inner: { L: [{ N: String(number) }, { S: 'ü' }] } } };
      case 'x':
        return { S: 'x'.repeat(number * 700) };
      default:
        return { N: String(number - 1) };
    }
  }

  #key(): Item {
    return { pk: { S: `p${this.#below(4)}` }, sk: { N: String(this.#below(5)) } };
  }

  /** Some keys, all different. */
  #keys(): Item[] {
    return [
      ...new Map(
        Array.from({ length: 1 + this.#below(5) }, () => this.#key()).map((key) => [JSON.stringify(key), key]),
      ).values(),
    ];
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }
}

/** Beside the keys: those of indexes, and others. */
const attributes = ['s', 'a', 'b', 'c', 'd', 'x', 'y'];
