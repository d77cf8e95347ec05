import { AwsError } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { namedTable, usableTable, whileTablesChange } from '../addressing.js';
import { readUnits } from '../capacity.js';
import type { ConsumedCapacities } from '../consumed.js';
import type { DynamoDbContext } from '../context.js';
import type { Item } from '../domain/attribute-value.js';
import { shape, type Column } from '../domain/partiql/columns.js';
import { planRead } from '../domain/partiql/plan-read.js';
import type { Prepared, PreparedSelect } from '../domain/partiql/prepare.js';
import type { ItemWrite, ItemWritten } from '../items.js';
import { keyOfKey, type ItemKey } from '../keys.js';
import type { StoredItem } from '../stored-item.js';
import type { TableView } from '../table-view.js';
import { existsOutsideTransaction, selectWithoutKey } from './errors.js';
import { preparedStatement, type StatementInput } from './prepared.js';
import { partiqlTable } from './table.js';
import { returnedItem, statementWrite, type PreparedWrite } from './writes.js';

export interface BatchInput extends StatementInput {
  readonly ConsistentRead?: boolean | undefined;
}

/** What a statement of a batch answers. */
export interface BatchResponse {
  readonly Error?: { readonly Code: ErrorCode; readonly Message: string; readonly Item?: Item };
  /** Once the statement has come to its table. */
  readonly TableName?: string;
  readonly Item?: Item;
}

type ErrorCode = (typeof CODES)[keyof typeof CODES];

/** Errors as batches name them. */
const CODES = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  ItemCollectionSizeLimitExceededException: 'ItemCollectionSizeLimitExceeded',
  RequestLimitExceeded: 'RequestLimitExceeded',
  ValidationException: 'ValidationError',
  ProvisionedThroughputExceededException: 'ProvisionedThroughputExceeded',
  TransactionConflictException: 'TransactionConflict',
  ThrottlingException: 'ThrottlingError',
  ResourceNotFoundException: 'ResourceNotFound',
  DuplicateItemException: 'DuplicateItem',
} as const;

const isKnown = (code: string): code is keyof typeof CODES => Object.hasOwn(CODES, code);

/** A statement, or what is wrong with it. */
export function attempt(input: StatementInput, request: RequestContext): Prepared | AwsError {
  try {
    const prepared = preparedStatement(input);
    if (prepared.kind === 'exists') throw existsOutsideTransaction();
    namedTable(prepared.table, request);
    return prepared;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** Carries out the statements of a batch, each for itself. */
export class Batch {
  readonly #context: DynamoDbContext;
  readonly #request: RequestContext;
  readonly #capacities: ConsumedCapacities;

  constructor(context: DynamoDbContext, request: RequestContext, capacities: ConsumedCapacities) {
    this.#context = context;
    this.#request = request;
    this.#capacities = capacities;
  }

  /** Answers reads, each with its number; all see the items as they were at one moment. */
  async read(statements: readonly (readonly [number, BatchInput, PreparedSelect])[]): Promise<Numbered[]> {
    const planned: [number, PlannedRead | BatchResponse][] = [];
    for (const [at, ...statement] of statements) planned.push([at, await this.#planRead(...statement)]);
    const found = await this.#context.items.read(planned.map(([, plan]) => plan).filter(isRead));
    let next = 0;
    return planned.map(([at, plan]) => [at, isRead(plan) ? this.#readResponse(plan, found[next++]) : plan]);
  }

  #readResponse({ view, table, columns, consistent }: PlannedRead, stored: StoredItem | undefined): BatchResponse {
    const units = readUnits(stored?.size ?? 0, consistent);
    this.#context.throughput.read(view, units);
    this.#capacities.add(table, view, units);
    const TableName = view.table.name;
    if (stored === undefined) return { TableName };
    return { TableName, Item: columns === undefined ? stored.item : shape(stored.item, columns) };
  }

  async #planRead(input: BatchInput, select: PreparedSelect): Promise<PlannedRead | BatchResponse> {
    let named: Named = {};
    try {
      const view = await usableTable(this.#context, namedTable(select.table, this.#request));
      const consistent = input.ConsistentRead === true;
      const { key, columns } = planRead(select, partiqlTable(view), { consistent, mode: 'statement' });
      if (key === undefined) throw selectWithoutKey('BatchExecuteStatement');
      named = { TableName: view.table.name };
      const place = keyOfKey(view, key);
      this.#context.throughput.admitRead(view);
      return { view, key: place, table: select.table, columns, consistent };
    } catch (error) {
      return { ...failure(error), ...named };
    }
  }

  /**
   * Answers writes, each with its number. Those of different items share a transaction of the store; those of one item come one after the
   * other, as they are written.
   */
  async write(statements: readonly WriteStatement[]): Promise<Numbered[]> {
    const responses: Numbered[] = [];
    let rest = statements;
    while (rest.length > 0) {
      const { answered, later } = await whileTablesChange(this.#context, () => this.#writeSome(rest));
      responses.push(...answered);
      rest = later;
    }
    return responses;
  }

  /** Writes the first statement of each item. */
  async #writeSome(statements: readonly WriteStatement[]): Promise<{ answered: Numbered[]; later: WriteStatement[] }> {
    const now: PlannedWrite[] = [];
    const later: WriteStatement[] = [];
    const places = new Set<string>();
    const answered: Numbered[] = [];
    for (const statement of statements) {
      const [at] = statement;
      const plan = await this.#planWrite(...statement);
      if (!('write' in plan)) answered.push([at, plan]);
      else if (places.size === places.add(placeOf(plan.write)).size) later.push(statement);
      else now.push(plan);
    }
    const written = await this.#context.items.write(now.map(({ write }) => write));
    answered.push(...now.map((plan, i): Numbered => [plan.at, this.#writeResponse(plan, written[i])]));
    return { answered, later };
  }

  async #planWrite(at: number, input: StatementInput, prepared: PreparedWrite): Promise<PlannedWrite | BatchResponse> {
    let named: Named = {};
    try {
      const view = await usableTable(this.#context, namedTable(prepared.table, this.#request));
      named = { TableName: view.table.name };
      const onFailure = input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
      return { at, prepared, write: statementWrite(view, prepared, { mode: 'statement', onFailure }) };
    } catch (error) {
      return { ...failure(error), ...named };
    }
  }

  #writeResponse({ prepared, write: { view } }: PlannedWrite, written: ItemWritten | undefined): BatchResponse {
    if (written === undefined) throw new Error('a write has an outcome');
    const TableName = view.table.name;
    this.#capacities.add(prepared.table, view, written.units, written.indexUnits);
    if (written.error) return { ...failure(written.error), TableName };
    const item = returnedItem(prepared, written);
    return item === undefined ? { TableName } : { TableName, Item: item };
  }
}

/** A statement that writes, with its number. */
type WriteStatement = readonly [at: number, input: StatementInput, prepared: PreparedWrite];

/** What the statement with a number answers. */
type Numbered = readonly [at: number, response: BatchResponse];

const placeOf = ({ view, key }: ItemWrite): string => `${view.collection} ${key.place}`;

type Named = Pick<BatchResponse, 'TableName'>;

interface PlannedRead {
  readonly view: TableView;
  readonly key: ItemKey;
  /** As the statement names it. */
  readonly table: string;
  readonly columns: readonly Column[] | undefined;
  readonly consistent: boolean;
}

const isRead = (plan: PlannedRead | BatchResponse): plan is PlannedRead => 'view' in plan;

interface PlannedWrite {
  /** Which statement of the batch. */
  readonly at: number;
  readonly prepared: PreparedWrite;
  readonly write: ItemWrite;
}

/** What became of a statement that failed; faults of ours fail the batch. */
export function failure(error: unknown): BatchResponse {
  if (!(error instanceof AwsError) || !isKnown(error.code)) throw error;
  const item = error.members['Item'] as Item | undefined;
  return {
    Error: { Code: CODES[error.code], Message: error.message, ...(item === undefined ? {} : { Item: item }) },
  };
}
