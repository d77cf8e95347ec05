import type { Range } from '@paddock/store';
import { Preencoded } from '@paddock/wire';
import { readUnits, type IndexUnits } from '../capacity.js';
import { ConsumedCapacities, type WantedCapacity } from '../consumed.js';
import type { DynamoDbContext } from '../context.js';
import { attribute, setAttribute, type Item, type ItemDraft } from '../domain/attribute-value.js';
import { matches } from '../domain/expressions/evaluate.js';
import { partitionHash, sortRange } from '../domain/key-encoding.js';
import { shape } from '../domain/partiql/columns.js';
import { planRead, type ReadPlan } from '../domain/partiql/plan-read.js';
import type { Partition } from '../domain/partiql/partitions.js';
import type { PreparedSelect } from '../domain/partiql/prepare.js';
import { indexIsBackfilling } from '../errors.js';
import { cutPage, Entries, fetchItems, type Entry } from '../fetched.js';
import { checkPaths } from '../item-writes.js';
import { pageBytes } from '../limits.js';
import { JsonItems, readPage, type Page } from '../page.js';
import { placeOfStartKey, queryStart } from '../start-key.js';
import type { IndexView, TableView } from '../table-view.js';
import { decodeToken, encodeToken, type PagePosition } from './next-token.js';
import type { StatementInput } from './prepared.js';
import { partiqlTable } from './table.js';

/** What a request asks of a SELECT. */
export interface SelectInput extends StatementInput {
  readonly ConsistentRead?: boolean | undefined;
  readonly NextToken?: string | undefined;
  readonly Limit?: number | undefined;
  readonly ReturnConsumedCapacity?: WantedCapacity;
}

/**
 * Answers a page of what a SELECT finds. A statement may be made into several reads, one after the other, that share its limit.
 * @throws ValidationException for what AWS refuses once it knows the table
 */
export async function answerSelect(
  context: DynamoDbContext,
  view: TableView,
  select: PreparedSelect,
  input: SelectInput,
): Promise<Preencoded> {
  const consistent = input.ConsistentRead === true;
  const plan = planRead(select, partiqlTable(view), { consistent, mode: 'statement' });
  const index = plan.index && view.index(plan.index.name);
  if (index?.global?.status === 'CREATING') throw indexIsBackfilling(index.name);
  checkPaths(
    view,
    plan.filter,
    plan.columns?.map(({ path }) => path),
  );
  const start = input.NextToken === undefined ? { read: 0 } : decodeToken(input.NextToken, input);
  context.throughput.admitRead(view, index);
  const reading = new Reading(context, { view, index, plan, consistent });
  const next = await reading.page(start, input.Limit);

  context.throughput.read(view, reading.tableUnits, reading.indexUnits);
  context.metrics.returnedItems(view.table, 'ExecuteStatement', reading.count);
  const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
  capacities.add(select.table, view, reading.tableUnits, reading.indexUnits ? [reading.indexUnits] : []);
  const rest = {
    NextToken: next && encodeToken(next, input),
    ConsumedCapacity: capacities.one(),
    LastEvaluatedKey: next?.after,
  };
  const tail = JSON.stringify(rest);
  return new Preencoded([ITEMS, ...reading.json, Buffer.from(tail === '{}' ? ']}' : `],${tail.slice(1)}`)]);
}

const ITEMS = Buffer.from('{"Items":[');
const COMMA = Buffer.from(',');

interface Read {
  readonly view: TableView;
  readonly index: IndexView | undefined;
  readonly plan: ReadPlan;
  readonly consistent: boolean;
}

/** Goes through a plan's reads, and gathers what they find. */
class Reading {
  readonly #context: DynamoDbContext;
  readonly #read: Read;
  readonly #partitions: readonly (Partition | undefined)[];
  readonly #found: JsonItems[] = [];
  #units = 0;
  #fetchedUnits = 0;
  #size = 0;
  count = 0;

  constructor(context: DynamoDbContext, read: Read) {
    this.#context = context;
    this.#read = read;
    this.#partitions = read.plan.partitions ?? [undefined];
  }

  /** @returns where the next page begins, when there may be one */
  async page(start: PagePosition, limit = Number.POSITIVE_INFINITY): Promise<PagePosition | undefined> {
    let left = limit;
    for (let at = start.read; at < this.#partitions.length; at++) {
      const after = at === start.read ? start.after : undefined;
      const { last, scanned } = await this.#part(this.#rangeOf(this.#partitions[at], after), left);
      if (last !== undefined) return { read: at, after: this.#lastKey(last) };
      left -= scanned;
      if (this.#size >= pageBytes && at + 1 < this.#partitions.length) return { read: at + 1 };
    }
    return undefined;
  }

  get tableUnits(): number {
    return this.#read.index === undefined ? this.#readUnits : this.#fetchedUnits;
  }

  get indexUnits(): IndexUnits | undefined {
    const { index } = this.#read;
    return index && { index, units: this.#readUnits };
  }

  /** Looking where nothing can be takes what a look at nothing does. */
  get #readUnits(): number {
    return this.#units === 0 ? readUnits(0, this.#read.consistent) : this.#units;
  }

  get json(): Uint8Array[] {
    const parts = this.#found.map(({ json }) => json).filter((json) => json.byteLength > 0);
    return parts.flatMap((json, at) => (at === 0 ? [json] : [COMMA, json]));
  }

  async #part(range: Range, limit: number): Promise<{ last: Item | undefined; scanned: number }> {
    const { view, index, plan, consistent } = this.#read;
    const { columns } = plan;
    const items = new JsonItems(columns && ((item) => shape(item, columns)));
    const entries = plan.fetches ? new Entries() : undefined;
    const whole = await readPage(
      this.#context,
      {
        collection: (index ?? view).collection,
        range,
        // Every entry that is walked is fetched, and paid for, whether the filter keeps it or not.
        filter: plan.fetches ? undefined : plan.filter,
        limit: limit === Number.POSITIVE_INFINITY ? undefined : limit,
      },
      entries ?? items,
    );
    const page = entries === undefined ? whole : await this.#fetched(whole, entries.list, items);
    this.count += page.count;
    this.#found.push(items);
    this.#units += readUnits(page.size, consistent);
    this.#size += page.size;
    return page;
  }

  async #fetched(page: Page, entries: readonly Entry[], into: JsonItems): Promise<Page> {
    const { view, plan, consistent } = this.#read;
    const { filter, columns = [] } = plan;
    let count = 0;
    const all = (): boolean => true;
    const scanned = await fetchItems(this.#context, view, entries, all, (stored, entry) => {
      this.#fetchedUnits += readUnits(stored.size, consistent);
      if (filter !== undefined && !matches(filter, entry)) return;
      count++;
      into.add(Buffer.from(JSON.stringify(shape(stored.item, columns))));
    });
    return { ...cutPage(page, entries, scanned), count };
  }

  #rangeOf(partition: Partition | undefined, after: Item | undefined): Range {
    const { view, index, plan } = this.#read;
    const { forward } = plan;
    if (partition === undefined) return after === undefined ? {} : { after: placeOfStartKey(view, index, after) };
    const { hash, sort } = partition;
    const condition =
      sort?.op === '='
        ? { hash: [hash], sortEquals: [sort.value] }
        : { hash: [hash], sortEquals: [], ...(sort === undefined ? {} : { sort }) };
    const range = sortRange(partitionHash([hash]), condition, index !== undefined);
    const schema = index ?? { hash: [view.hash], range: view.range ? [view.range] : [] };
    const start = after && queryStart(view, index, after, { schema, condition, range, forward });
    return { ...range, ...(forward ? {} : { reverse: true }), ...start };
  }

  #lastKey(item: Item): Item {
    const { view, index } = this.#read;
    const key: ItemDraft = {};
    const attributes = [
      ...(index ? [...index.hash, ...index.range] : []),
      view.hash,
      ...(view.range ? [view.range] : []),
    ];
    for (const { name } of attributes) {
      const value = attribute(item, name);
      if (value !== undefined) setAttribute(key, name, value);
    }
    return key;
  }
}
