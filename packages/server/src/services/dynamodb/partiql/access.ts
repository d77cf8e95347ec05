import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import type { DynamoDbContext } from '../context.js';
import type { AttributeValue } from '../domain/attribute-value.js';
import type { Condition } from '../domain/expressions/ast.js';
import { branchesOf, equality, conjunctsOf } from '../domain/partiql/branches.js';
import { columnsOf } from '../domain/partiql/columns.js';
import type { Prepared } from '../domain/partiql/prepare.js';
import { accessNeed, keyed, namesOf, type Access } from '../item-access.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html */
const ACTIONS = {
  select: 'PartiQLSelect',
  exists: 'PartiQLSelect',
  insert: 'PartiQLInsert',
  update: 'PartiQLUpdate',
  delete: 'PartiQLDelete',
} as const;

const FULL_SCAN = 'dynamodb:fulltablescan';
const LEADING_KEYS = 'dynamodb:leadingkeys';

export interface StatementAccess {
  readonly returnConsumedCapacity?: string | undefined;
  readonly enclosing?: 'ExecuteTransaction';
  /** The statement's ReturnValuesOnConditionCheckFailure. */
  readonly onFailure?: 'NONE' | 'ALL_OLD' | undefined;
}

/** What a principal must be allowed for a statement. Policies may ask of a SELECT whether it reads the whole table. */
export async function statementNeed(
  context: DynamoDbContext,
  prepared: Prepared,
  options: StatementAccess,
  request: RequestContext,
): Promise<AuthorizationNeed> {
  let isScan = false;
  const { kind, table } = prepared;
  const need = await accessNeed(
    context,
    ACTIONS[kind],
    {
      table,
      ...(kind === 'select' || kind === 'exists' ? { index: prepared.index } : {}),
      ...options,
      access: ({ hash }) => {
        const access = accessOf(prepared, hash);
        isScan = access.leading === undefined;
        return { ...access, onFailure: options.onFailure };
      },
    },
    request,
  );
  if (kind !== 'select') return need;
  return {
    ...need,
    keys: (key) => {
      const values = need.keys?.(key === FULL_SCAN ? LEADING_KEYS : key);
      return key === FULL_SCAN ? [String(isScan)] : values;
    },
  };
}

function accessOf(prepared: Prepared, hash: string): Access {
  switch (prepared.kind) {
    case 'insert':
      return { leading: keyed(prepared.item, { hash }), attributes: namesOf({ item: prepared.item }) };
    case 'update':
    case 'delete': {
      const { where, returning } = prepared;
      const actions = prepared.kind === 'update' ? prepared.actions : [];
      return {
        leading: equalTo(where, hash),
        attributes: namesOf({ condition: where, actions }),
        returnValues: returning,
      };
    }
    case 'exists':
      return { leading: equalTo(prepared.where, hash), attributes: namesOf({ condition: prepared.where }) };
    case 'select': {
      const { where, columns } = prepared;
      const branches = where && branchesOf(where, { hash: { name: hash, type: 'S' } });
      const paths = columns && columnsOf(columns).map(({ path }) => path);
      return {
        leading: branches?.flatMap((branch) => branch.hash),
        attributes: namesOf({ condition: where, paths }),
        select: columns === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES',
      };
    }
  }
}

const equalTo = (where: Condition | undefined, name: string): readonly (AttributeValue | undefined)[] =>
  where === undefined ? [] : conjunctsOf(where).map((condition) => equality(condition, name));
