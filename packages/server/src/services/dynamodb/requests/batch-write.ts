import { severalDatatypes } from '../errors.js';
import { checkItem, checkSizedItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import { tooManyItems } from './errors.js';
import type { BatchWrite, BatchWriteTable } from './parsed.js';

export interface BatchWriteItemInput {
  readonly RequestItems: Readonly<Record<string, readonly (WriteRequest | null)[]>>;
}

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: RawItem } | undefined;
  readonly DeleteRequest?: { readonly Key: RawItem } | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the tables up */
export function parseBatchWrite(input: BatchWriteItemInput): readonly BatchWriteTable[] {
  let count = 0;
  return Object.entries(input.RequestItems).map(([table, requests]) => {
    // AWS looks for writes that say nothing, or two things, before it looks at any value. It takes a write for a value in what it says.
    if (requests.some((request) => !isOneWrite(request))) throw severalDatatypes();
    const writes = requests.map((request) => {
      const write = writeOf(request ?? {});
      if (++count > MOST_WRITES) throw tooManyItems('BatchWriteItem');
      return write;
    });
    return { table, writes };
  });
}

const MOST_WRITES = 25;

const isOneWrite = (request: WriteRequest | null): boolean =>
  (request?.PutRequest === undefined) !== (request?.DeleteRequest === undefined);

function writeOf({ PutRequest: put, DeleteRequest: deletion }: WriteRequest): BatchWrite {
  if (put === undefined)
    return { kind: 'delete', key: checkItem(deletion?.Key ?? {}, 'old'), condition: undefined, onFailure: 'NONE' };
  const { item, size: itemSize } = checkSizedItem(put.Item, 'old');
  return { kind: 'put', item, itemSize, condition: undefined, onFailure: 'NONE' };
}
