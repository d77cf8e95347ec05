import type { RequestContext } from '../../request-context.js';
import type { DynamoDbContext } from './context.js';
import { checkTagSet } from './definitions/tags.js';
import type { Table } from './domain/table.js';
import { invalid } from './errors.js';
import { namedResource, type NamedResource } from './resource-arns.js';
import { changeTable } from './table-changes.js';
import { accessDenied, arnNotFound, subscriberLimit, tableBeingDeleted } from './table-errors.js';
import { isWithin } from './table-states.js';
import type { TableView } from './table-view.js';

type Tags = Readonly<Record<string, string>>;

/** The resource of an operation on tags. @throws AWS's errors */
export function taggedResource(arn: string | undefined, request: RequestContext): NamedResource {
  if (arn === undefined) throw invalid('Invalid TableArn');
  return namedResource(arn, request, {
    otherAccount: accessDenied,
    otherRegion: (other) => invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${other}`),
  });
}

/** Only tables have tags. @throws ResourceNotFoundException, also while the table is being created */
export async function findTagged(context: DynamoDbContext, resource: NamedResource): Promise<TableView> {
  const view = resource.stream === undefined ? await context.store.table(resource) : undefined;
  if (view === undefined || view.table.status === 'CREATING') throw arnNotFound(resource.arn);
  return view;
}

/** Changes a table's tags; nothing is written when nothing changes. @throws AWS's errors */
export async function changeTags(
  context: DynamoDbContext,
  resource: NamedResource,
  change: (tags: Tags) => Tags,
): Promise<void> {
  const keep = (table: Table) => {
    if (table.status === 'DELETING') throw tableBeingDeleted(table.name);
    const tags = change(table.tags);
    checkTagSet(tags);
    if (isSame(tags, table.tags)) return { table };
    const now = context.clock.now();
    if (isWithin(table.changed?.tags, context.transitions.delay, now)) {
      throw subscriberLimit(`Table tags are being updated: ${table.name}`);
    }
    return { table: { ...table, tags, changed: { ...table.changed, tags: now } } };
  };
  await changeTable(context, resource, keep, () => findTagged(context, resource));
}

function isSame(a: Tags, b: Tags): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}
