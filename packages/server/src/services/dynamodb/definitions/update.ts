import { internalFailure, type Infer } from '@paddock/wire';
import type { Billing } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import type { GlobalSecondaryIndexUpdateList } from '../structures-tables.js';
import { checkTableClass, wantsKey, type EncryptionChange, type StreamChange } from './features.js';
import type { Definitions } from './keys.js';
import { checkReplicaUpdates, type ReplicaUpdates } from './replicas.js';
import { checkBounds, type Maximum, type Units, type Warm } from './throughput.js';

export type IndexUpdates = Infer<typeof GlobalSecondaryIndexUpdateList>;
export type IndexUpdate = IndexUpdates[number];

/** What UpdateTable gives. */
export interface TableUpdate {
  readonly AttributeDefinitions?: Definitions | undefined;
  readonly BillingMode?: Billing['mode'] | undefined;
  readonly ProvisionedThroughput?: Units | undefined;
  readonly GlobalSecondaryIndexUpdates?: IndexUpdates | undefined;
  readonly StreamSpecification?: StreamChange | undefined;
  readonly SSESpecification?: EncryptionChange | undefined;
  readonly ReplicaUpdates?: ReplicaUpdates | undefined;
  readonly TableClass?: string | undefined;
  readonly DeletionProtectionEnabled?: boolean | undefined;
  readonly MultiRegionConsistency?: string | undefined;
  readonly OnDemandThroughput?: Maximum | undefined;
  readonly WarmThroughput?: Warm | undefined;
}

/**
 * Checks an update by itself, before the table is looked up.
 * @throws what AWS says, in the order in which it looks; also InternalFailure, where AWS fails
 */
export function checkUpdate(update: TableUpdate, region: string): void {
  checkSomething(update);
  const { GlobalSecondaryIndexUpdates: indexes, BillingMode: mode, ProvisionedThroughput: units } = update;
  if (indexes?.length === 0) throw invalidParameter('List of GlobalSecondaryIndexUpdates is empty');
  if (mode === 'PROVISIONED' && units === undefined) {
    throw invalidParameter('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  }
  if (mode === 'PAY_PER_REQUEST' && units !== undefined) {
    throw invalidParameter('ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST');
  }
  if (units !== undefined) checkBounds(units);
  checkIndexUpdates(update);
  checkTableClass(update.TableClass);
  if (update.SSESpecification !== undefined) wantsKey(update.SSESpecification);
  checkStreamChange(update.StreamSpecification);
  checkTogether(update);
  if (update.ReplicaUpdates !== undefined) checkReplicaUpdates(update.ReplicaUpdates, region);
}

/** What can be updated, in AWS's order, by the names that its message has. */
const members = [
  ['ProvisionedThroughput', 'ProvisionedThroughput'],
  ['BillingMode', 'BillingMode'],
  ['UpdateStreamEnabled', 'StreamSpecification'],
  ['GlobalSecondaryIndexUpdates', 'GlobalSecondaryIndexUpdates'],
  ['SSESpecification', 'SSESpecification'],
  ['ReplicaUpdates', 'ReplicaUpdates'],
  ['MultiAccountReplicaReady', undefined],
  ['ReplicaTransitRoleArn', undefined],
  ['MultiRegionConsistency', 'MultiRegionConsistency'],
  ['DeletionProtectionEnabled', 'DeletionProtectionEnabled'],
  ['OnDemandThroughput', 'OnDemandThroughput'],
  ['WarmThroughput', 'WarmThroughput'],
  ['TableClass', 'TableClass'],
] as const;

function checkSomething(update: TableUpdate): void {
  const given = members.filter(([, member]) => member !== undefined && update[member] !== undefined);
  const effective = given.filter(([name]) => {
    if (name === 'MultiRegionConsistency') return false;
    return name !== 'GlobalSecondaryIndexUpdates' || update.GlobalSecondaryIndexUpdates?.length !== 0;
  });
  if (effective.length === 0) {
    const names = members
      .map(([name]) => name)
      .filter((name) => name !== 'MultiRegionConsistency' || given.length === 0);
    throw invalid(`At least one of ${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''} is required`);
  }
  const [only] = effective;
  if (effective.length > 1 || only === undefined) return;
  const isEmpty = (value: object | undefined): boolean => value !== undefined && Object.keys(value).length === 0;
  if (isEmpty(update.WarmThroughput) || isEmpty(update.OnDemandThroughput)) throw internalFailure();
}

function checkIndexUpdates({ GlobalSecondaryIndexUpdates: updates = [], AttributeDefinitions }: TableUpdate): void {
  const seen = new Set<string>();
  for (const { Update, Create, Delete } of updates) {
    const actions = [Update, Create, Delete].filter((action) => action !== undefined);
    const [action] = actions;
    if (action === undefined) {
      throw invalidParameter(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete ' +
          'must not be null',
      );
    }
    if (actions.length > 1) {
      throw invalidParameter('Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object');
    }
    const name = action.IndexName;
    if (seen.has(name)) {
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    }
    seen.add(name);
    const units = Update?.ProvisionedThroughput ?? Create?.ProvisionedThroughput;
    if (units !== undefined) checkBounds(units, name);
    const warm = Update?.WarmThroughput ?? Create?.WarmThroughput;
    if (warm !== undefined && warm.ReadUnitsPerSecond === undefined && warm.WriteUnitsPerSecond === undefined) {
      throw invalidParameter(
        `WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ${name}`,
      );
    }
    if (Create !== undefined && AttributeDefinitions === undefined) {
      throw invalidParameter(`AttributeDefinitions is not specified for index: ${name}`);
    }
  }
}

function checkStreamChange(change: StreamChange | undefined): void {
  if (change === undefined) return;
  if (change.StreamEnabled && change.StreamViewType === undefined) {
    throw invalidParameter('If stream is being enabled then UpdateViewType is required');
  }
  if (!change.StreamEnabled && change.StreamViewType !== undefined) {
    throw invalidParameter('If stream is being disabled, then UpdateViewType must not be specified');
  }
}

/** Which changes one request can have together. */
function checkTogether(update: TableUpdate): void {
  const { BillingMode: mode, ProvisionedThroughput: units, StreamSpecification: stream } = update;
  const maximum = hasMember(update.OnDemandThroughput);
  const warm = hasMember(update.WarmThroughput);
  const indexes = update.GlobalSecondaryIndexUpdates;
  const creates = indexes?.some(({ Create }) => Create !== undefined) === true;
  const changesIndexes = creates || indexes?.some(({ Delete }) => Delete !== undefined) === true;
  const changes = {
    'Server-Side Encryption': update.SSESpecification !== undefined,
    TableClass: update.TableClass !== undefined,
    DeletionProtection: update.DeletionProtectionEnabled !== undefined,
    Replica: update.ReplicaUpdates !== undefined,
    throughput: mode !== undefined || units !== undefined,
    indexes: indexes !== undefined,
    stream: stream !== undefined,
    maximum,
    warm,
  };
  const count = Object.values(changes).filter(Boolean).length;
  if (count < 2) return;
  for (const name of ['Server-Side Encryption', 'TableClass', 'DeletionProtection', 'Replica'] as const) {
    if (changes[name]) throw invalidParameter(`${name} modification must be the only operation in the request`);
  }
  if (warm) {
    throw invalidParameter(
      creates
        ? 'Create global secondary index cannot be specified when updating WarmThroughput'
        : 'WarmThroughput must be the only operation in the request',
    );
  }
  if (maximum && (changes.stream || changes.indexes || units !== undefined)) {
    throw invalidParameter('OnDemandThroughput can only be combined with BillingMode in an UpdateTable request');
  }
  if (changes.stream && units !== undefined) {
    throw invalidParameter('You cannot modify stream status while updating table IOPS');
  }
  if (changesIndexes && units !== undefined && mode === undefined) {
    throw invalidParameter('You cannot create or delete index while updating table IOPS');
  }
  if (changesIndexes && changes.stream) {
    throw invalidParameter('You cannot create or delete index while changing stream status');
  }
}

const hasMember = (value: Maximum | Warm | undefined): boolean => value !== undefined && Object.keys(value).length > 0;
