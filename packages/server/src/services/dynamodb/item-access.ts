import { AwsError } from '@paddock/wire';
import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../request-context.js';
import { namedTable } from './addressing.js';
import type { DynamoDbContext } from './context.js';
import { attribute, type AttributeValue, type Item } from './domain/attribute-value.js';
import type { Condition, Path, UpdateAction } from './domain/expressions/ast.js';
import { pathsOf, pathsOfAction } from './domain/expressions/walk.js';
import { indexArn, tableArn, type TableName } from './domain/table.js';
import type { IndexView, TableView } from './table-view.js';

/** What a request does with items, as policies may ask: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
export interface Access {
  /** The partition keys that it names; undefined when it names none. */
  readonly leading?: readonly (AttributeValue | undefined)[] | undefined;
  /** Attributes that it names, at the top of the item. */
  readonly attributes?: readonly string[];
  readonly select?: string | undefined;
  readonly returnValues?: string | undefined;
  /** What it answers of an item that fails its condition: whoever may not be told all of an item may not be told so either. */
  readonly onFailure?: string | undefined;
}

/** On what, and what it does there once its request is parsed. */
export interface AccessTo {
  /** As the request names it. */
  readonly table: string;
  readonly index?: string | undefined;
  readonly returnConsumedCapacity?: string | undefined;
  /** The operation that the action is a part of. */
  readonly enclosing?: 'TransactWriteItems' | 'TransactGetItems' | 'ExecuteTransaction' | undefined;
  /** Called only when a policy asks; what it throws, the operation itself will say. */
  access(schema: AccessSchema): Access;
}

/** Which attribute the partition keys are in. */
export interface AccessSchema {
  readonly hash: string;
}

/**
 * The need of one access to items. The table is looked up only where it is not remembered, because which attribute is the partition key
 * shows only there.
 */
export function accessNeed(
  context: DynamoDbContext,
  action: string,
  to: AccessTo,
  request: RequestContext,
): AuthorizationNeed | Promise<AuthorizationNeed> {
  const named = namedTable(to.table, request);
  const view = context.store.peekTable(named);
  if (view !== undefined) return needOf(action, to, named, view);
  return context.store.table(named).then((found) => needOf(action, to, named, found));
}

/** The needs of several. */
export const accessNeeds = (
  context: DynamoDbContext,
  accesses: readonly { readonly action: string; readonly to: AccessTo }[],
  request: RequestContext,
): Promise<AuthorizationNeed[]> =>
  Promise.all(accesses.map(async ({ action, to }) => accessNeed(context, action, to, request)));

function needOf(action: string, to: AccessTo, named: TableName, view: TableView | undefined): AuthorizationNeed {
  return {
    action: `dynamodb:${action}`,
    resources: [to.index === undefined ? tableArn(named) : indexArn(named, to.index)],
    keys: keysOfAccess(to, view),
  };
}

function keysOfAccess(to: AccessTo, view: TableView | undefined): NeedKeys {
  let known: Access | undefined;
  const access = (): Access => (known ??= accessOf(to, view));
  return (key) => {
    switch (key) {
      case 'dynamodb:leadingkeys': {
        const texts = access().leading?.flatMap((value) => textOf(value) ?? []);
        return texts === undefined || texts.length === 0 ? undefined : texts;
      }
      case 'dynamodb:attributes': {
        const { attributes = [] } = access();
        return attributes.length === 0 ? undefined : [...new Set(attributes)];
      }
      case 'dynamodb:select':
        return listed(access().select);
      case 'dynamodb:returnvalues':
        return listed(access().onFailure === 'ALL_OLD' ? 'ALL_OLD' : access().returnValues);
      case 'dynamodb:returnconsumedcapacity':
        return listed(to.returnConsumedCapacity);
      case 'dynamodb:enclosingoperation':
        return listed(to.enclosing);
      default:
        return undefined;
    }
  };
}

function accessOf(to: AccessTo, view: TableView | undefined): Access {
  const schema: TableView | IndexView | undefined = to.index === undefined ? view : view?.index(to.index);
  const hash = schema === undefined ? undefined : 'name' in schema.hash ? schema.hash : schema.hash[0];
  try {
    return to.access({ hash: hash?.name ?? '' });
  } catch (error) {
    if (error instanceof AwsError) return {};
    throw error;
  }
}

const listed = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

function textOf(value: AttributeValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if ('S' in value) return value.S;
  if ('N' in value) return value.N;
  return 'B' in value ? value.B : undefined;
}

/** What a write of, or by, a key says. */
export const keyed = (item: Item, { hash }: AccessSchema): readonly (AttributeValue | undefined)[] => [
  attribute(item, hash),
];

/** The attributes that a request names, at the top of the item. */
export function namesOf(parts: {
  readonly item?: Item | undefined;
  readonly condition?: Condition | undefined;
  readonly actions?: readonly UpdateAction[] | undefined;
  readonly paths?: readonly Path[] | undefined;
}): string[] {
  const { item, condition, actions = [], paths = [] } = parts;
  return [
    ...Object.keys(item ?? {}),
    ...[...(condition ? pathsOf(condition) : []), ...actions.flatMap(pathsOfAction), ...paths].map(([name]) =>
      String(name),
    ),
  ];
}
