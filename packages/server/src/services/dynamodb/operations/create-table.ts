import { RegistryConflictError } from '@paddock/store';
import { assertValid, boolean, required, string, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { checkAccountQuotas } from '../account-quotas.js';
import { namedTable, onTable } from '../addressing.js';
import { operation } from '../context.js';
import { newTable, refuseReplication } from '../definitions/create.js';
import { GivenTags } from '../definitions/tags.js';
import { describeNewTable } from '../descriptions.js';
import { makeTable } from '../domain/new-table.js';
import { tableArn } from '../domain/table.js';
import { invalid } from '../errors.js';
import { newPolicy } from '../resource-policies.js';
import { NewTableName, TableArn, TableNameOrArn } from '../shapes.js';
import { BillingMode, GlobalTableSettingsReplicationMode } from '../shapes-tables.js';
import {
  AttributeDefinitions,
  GlobalSecondaryIndexList,
  LocalSecondaryIndexList,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  TableKeySchema,
  WarmThroughput,
} from '../structures.js';
import { TableDescription } from '../structures-tables.js';
import { inUse, tableBeingCreated, tableExists } from '../table-errors.js';
import { newTableId, newTablePlace } from '../table-identity.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export const createTable = operation({
  name: 'CreateTable',
  input: structure('CreateTableInput', {
    AttributeDefinitions: required(AttributeDefinitions),
    TableName: required(TableNameOrArn),
    BillingMode,
    ProvisionedThroughput,
    KeySchema: required(TableKeySchema),
    GlobalSecondaryIndexes: GlobalSecondaryIndexList,
    LocalSecondaryIndexes: LocalSecondaryIndexList,
    StreamSpecification,
    SSESpecification,
    Tags: GivenTags,
    TableClass: string(),
    DeletionProtectionEnabled: boolean,
    WarmThroughput,
    ResourcePolicy: string(),
    OnDemandThroughput,
    GlobalTableSourceArn: TableArn,
    GlobalTableSettingsReplicationMode,
  }),
  output: structure('CreateTableOutput', { TableDescription }),
  errors: ['ResourceInUseException', 'LimitExceededException', 'InternalServerError'],
  validate(input) {
    // AWS looks at the name before anything else.
    const { TableName: name } = input as { readonly TableName?: string };
    if (name === undefined) throw invalid("The parameter 'TableName' is required but was not present in the request");
    assertValid(OnlyName, { TableName: name });
    assertValid(createTable.input, input);
  },
  needs: (context, input, request): AuthorizationNeed[] => {
    const tags = (input.Tags ?? []).map(({ Key = '', Value }) => ({ Key, Value }));
    const need = { ...onTable('CreateTable')(context, input, request), keys: requestTags(tags) };
    return [
      need,
      ...(tags.length > 0 ? [{ ...need, action: 'dynamodb:TagResource' }] : []),
      ...(input.ResourcePolicy === undefined ? [] : [{ ...need, action: 'dynamodb:PutResourcePolicy' }]),
    ];
  },
  async run(context, input, request) {
    const named = namedTable(input.TableName, request);
    refuseReplication(input);
    const definition = newTable(named, input);
    const { store, clock, random, transitions } = context;
    const policy =
      input.ResourcePolicy === undefined ? undefined : newPolicy(input.ResourcePolicy, tableArn(named), clock.now());
    for (;;) {
      const present = (await store.currentTable(named))?.table;
      if (present !== undefined) {
        if (present.restore !== undefined) throw inUse(`Table is being used: ${named.name}`);
        throw present.status === 'CREATING' ? tableBeingCreated(named.name) : tableExists(named.name);
      }
      await checkAccountQuotas(context, named, {
        isNew: true,
        requested: [definition.billing, ...(definition.globals ?? [])],
      });
      const now = clock.now();
      const { table, stream } = makeTable(definition, { id: newTableId(random), place: newTablePlace(random), now });
      try {
        await store.commit([
          store.putTable(table, 0),
          ...(stream ? store.makeStream(stream, now) : []),
          ...(policy ? [store.putPolicy(tableArn(table), policy)] : []),
          ...transitions.due(table, table.works),
        ]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      await transitions.begun(table, table.works);
      const indexes = (input.GlobalSecondaryIndexes ?? []).filter((index) => index.WarmThroughput !== undefined);
      const asked = {
        table: input.WarmThroughput !== undefined,
        indexes: new Set(indexes.map(({ IndexName }) => IndexName)),
      };
      return { TableDescription: describeNewTable(table, now, asked) };
    }
  },
});

const OnlyName = structure('CreateTableInput', { TableName: required(NewTableName) });
