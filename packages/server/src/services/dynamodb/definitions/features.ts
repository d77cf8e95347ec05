import type { Infer } from '@paddock/wire';
import type { Encryption, StreamViewType, TableClass } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import type { SSESpecification, StreamSpecification } from '../structures.js';

export type StreamChange = Infer<typeof StreamSpecification>;
export type EncryptionChange = Infer<typeof SSESpecification>;

/** The view type of a new table's stream; undefined for none. @throws ValidationException */
export function newStream(change: StreamChange | undefined): StreamViewType | undefined {
  if (change === undefined) return undefined;
  const { StreamEnabled: enabled, StreamViewType: viewType } = change;
  if (!enabled) {
    if (viewType === undefined) return undefined;
    throw invalidParameter('Table is being created with a stream disabled, UpdateViewType should not be specified');
  }
  if (viewType === undefined) {
    throw invalidParameter('Table is being created with a stream enabled, UpdateViewType is required');
  }
  return viewType;
}

/** @throws ValidationException */
export function checkTableClass(name: string | undefined): TableClass | undefined {
  if (name === undefined || name === 'STANDARD' || name === 'STANDARD_INFREQUENT_ACCESS') return name;
  throw invalid(
    'Invalid table-class parameter provided. Please try again with a valid table-class value: ' +
      '[STANDARD, STANDARD_INFREQUENT_ACCESS].',
  );
}

/** Whether a key of KMS is asked for. @throws ValidationException */
export function wantsKey(change: EncryptionChange): boolean {
  const { Enabled: enabled, SSEType: type, KMSMasterKeyId: key } = change;
  if (enabled === false) {
    if (type !== undefined) throw invalidParameter('SSEType can not be specified if Enabled is false');
    if (key !== undefined) throw invalidParameter('KMSMasterKeyId can not be specified if Enabled is false');
    return false;
  }
  if (type === 'AES256') throw invalidParameter('SSEType AES256 is not supported');
  if (key !== undefined && type === undefined) {
    throw invalidParameter('SSEType KMS is required if KMSMasterKeyId is specified');
  }
  return enabled === true || type === 'KMS';
}

/**
 * The key of KMS that is asked for. There is no KMS here: a key's id, an alias or an ARN is taken as it is named, and DynamoDB's own key
 * has a made-up id, the same one in an account and region.
 */
export function keyOf(
  { KMSMasterKeyId: named }: EncryptionChange,
  { account, region }: { readonly account: string; readonly region: string },
): Encryption {
  const prefix = `arn:aws:kms:${region}:${account}:`;
  if (named === undefined || named === managedAlias || named.endsWith(`:${managedAlias}`)) {
    return { keyArn: `${prefix}key/${managedKeyId(account, region)}` };
  }
  if (named.startsWith('arn:')) return { keyArn: named };
  return { keyArn: `${prefix}${named.startsWith('alias/') ? named : `key/${named}`}` };
}

const managedAlias = 'alias/aws/dynamodb';

/** A UUID out of the account's and the region's letters: nothing needs it to be secret. */
function managedKeyId(account: string, region: string): string {
  let hash = 0xcbf29ce484222325n;
  let hex = '';
  for (const part of [account, region]) {
    for (const letter of part) hash = BigInt.asUintN(64, (hash ^ BigInt(letter.charCodeAt(0))) * 0x100000001b3n);
    hex += hash.toString(16).padStart(16, '0');
  }
  const at = (from: number, to: number): string => hex.slice(from, to);
  return `${at(0, 8)}-${at(8, 12)}-4${at(13, 16)}-8${at(17, 20)}-${at(20, 32)}`;
}
