import type { NewTable } from '../domain/new-table.js';
import type { Billing, TableName } from '../domain/table.js';
import { none } from '../domain/table-work.js';
import { invalid, invalidParameter } from '../errors.js';
import { checkTableClass, keyOf, newStream, wantsKey, type EncryptionChange, type StreamChange } from './features.js';
import {
  checkGlobals,
  checkLocals,
  checkProjected,
  globalIndexOf,
  localIndexOf,
  type NewGlobal,
  type NewLocal,
} from './indexes.js';
import {
  checkAllUsed,
  checkDefined,
  checkDefinitions,
  checkTableKeys,
  keysOf,
  namesOf,
  type Definitions,
  type Schema,
} from './keys.js';
import { checkTags, checkTagSet, type GivenTags } from './tags.js';
import {
  checkMaximum,
  checkNewIndexThroughput,
  checkNewThroughput,
  checkNewWarm,
  maximumOf,
  unitsOf,
  warmOf,
  type Maximum,
  type Units,
  type Warm,
} from './throughput.js';

/** What CreateTable gives of a table. */
export interface TableInput {
  readonly AttributeDefinitions: Definitions;
  readonly KeySchema: Schema;
  readonly LocalSecondaryIndexes?: readonly NewLocal[] | undefined;
  readonly GlobalSecondaryIndexes?: readonly NewGlobal[] | undefined;
  readonly BillingMode?: Billing['mode'] | undefined;
  readonly ProvisionedThroughput?: Units | undefined;
  readonly StreamSpecification?: StreamChange | undefined;
  readonly SSESpecification?: EncryptionChange | undefined;
  readonly Tags?: GivenTags | undefined;
  readonly TableClass?: string | undefined;
  readonly DeletionProtectionEnabled?: boolean | undefined;
  readonly WarmThroughput?: Warm | undefined;
  readonly OnDemandThroughput?: Maximum | undefined;
}

/** The table that a request defines. @throws what AWS says of a definition that is wrong, in the order in which it looks */
export function newTable(named: TableName, input: TableInput): NewTable {
  const { region } = named;
  const mode = input.BillingMode ?? 'PROVISIONED';
  checkNewThroughput(mode, input.ProvisionedThroughput);
  const tableClass = checkTableClass(input.TableClass);
  const globals = input.GlobalSecondaryIndexes;
  const locals = input.LocalSecondaryIndexes;
  checkKeys(input, locals, globals);
  for (const { IndexName, ProvisionedThroughput } of globals ?? []) {
    checkNewIndexThroughput(mode, IndexName, ProvisionedThroughput);
  }
  const stream = newStream(input.StreamSpecification);
  const encrypts = input.SSESpecification !== undefined && wantsKey(input.SSESpecification);
  const tags = checkTags(input.Tags ?? []);
  checkTagSet(tags);
  checkMaximum(mode, input.OnDemandThroughput, region);
  for (const { IndexName: index, OnDemandThroughput } of globals ?? []) {
    checkMaximum(mode, OnDemandThroughput, region, { index });
  }
  const maximum = input.OnDemandThroughput && maximumOf(input.OnDemandThroughput);
  const throughput = input.ProvisionedThroughput ? unitsOf(input.ProvisionedThroughput) : none;
  const billing: Billing = { mode, throughput, ...(maximum && { maximum }) };
  checkNewWarm(billing, input.WarmThroughput, region);
  for (const { IndexName, ProvisionedThroughput, WarmThroughput } of globals ?? []) {
    const own = ProvisionedThroughput ? unitsOf(ProvisionedThroughput) : none;
    checkNewWarm({ mode, throughput: own }, WarmThroughput, region, IndexName);
  }
  const { hash, range } = keysOf(input.KeySchema);
  return {
    ...named,
    attributes: input.AttributeDefinitions.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    })),
    hash: hash[0] ?? '',
    ...(range[0] === undefined ? {} : { range: range[0] }),
    billing,
    globals: (globals ?? []).map(globalIndexOf),
    locals: (locals ?? []).map(localIndexOf),
    tags,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    ...(tableClass && { tableClass }),
    ...(encrypts && input.SSESpecification && { encryption: keyOf(input.SSESpecification, named) }),
    ...(stream && { stream }),
    ...(input.WarmThroughput && { warm: warmOf(input.WarmThroughput) }),
  };
}

function checkKeys(
  { KeySchema: schema, AttributeDefinitions: definitions }: TableInput,
  locals: readonly NewLocal[] | undefined,
  globals: readonly NewGlobal[] | undefined,
): void {
  checkDefinitions(definitions);
  checkTableKeys(schema, definitions);
  const indexes = [...(locals ?? []), ...(globals ?? [])];
  if (locals === undefined && globals === undefined && schema.length !== definitions.length) {
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  if (indexes.length > 0) {
    for (const { KeySchema } of indexes) checkDefined(KeySchema, definitions);
    checkAllUsed(definitions, new Set([schema, ...indexes.map(({ KeySchema }) => KeySchema)].flatMap(namesOf)));
  }
  const names = new Set<string>();
  if (locals !== undefined) checkLocals(locals, keysOf(schema), names);
  if (globals !== undefined) checkGlobals(globals, names);
  checkProjected(
    [...(locals ?? []).map(localIndexOf), ...(globals ?? []).map(globalIndexOf)].map(({ projection }) => projection),
  );
}

/** Members that make a table part of a global one of several regions or accounts, of which there is one here. */
export function refuseReplication(input: { readonly GlobalTableSourceArn?: string | undefined }): void {
  if (input.GlobalTableSourceArn !== undefined) {
    throw invalid('GlobalTableSourceArn is not supported: replicas of other accounts do not exist here');
  }
}
