import { Preencoded } from '@paddock/wire';
import { readUnits, type IndexUnits } from './capacity.js';
import { ConsumedCapacities, type WantedCapacity } from './consumed.js';
import type { DynamoDbContext } from './context.js';
import { attribute, setAttribute, type Item, type ItemDraft } from './domain/attribute-value.js';
import type { Projection } from './domain/expressions/ast.js';
import { matches } from './domain/expressions/evaluate.js';
import { project } from './domain/expressions/project.js';
import { cutPage, Entries, fetchItems } from './fetched.js';
import { readPage, JsonItems, type Page, type PageRequest, type PageTaker } from './page.js';
import { noSuchIndex, indexIsBackfilling, consistentOnGlobal } from './errors.js';
import type { RangeRequest } from './requests/parsed.js';
import type { IndexView, TableView } from './table-view.js';

/** What Query and Scan do alike once they know which keys they are about. */
export interface RangedRead {
  readonly view: TableView;
  readonly index: IndexView | undefined;
  /** As the request names the table. */
  readonly tableName: string;
  readonly request: RangeRequest;
  readonly range: PageRequest['range'];
  readonly wanted: WantedCapacity;
  readonly operation: 'Query' | 'Scan';
}

/**
 * The index that a request names.
 * @throws ValidationException when there is none, it is still being built, or cannot be read consistently
 */
export function readableIndex(view: TableView, name: string | undefined, consistent: boolean): IndexView | undefined {
  if (name === undefined) return undefined;
  const index = view.index(name);
  if (index === undefined) throw noSuchIndex(name);
  if (index.global?.status === 'CREATING') throw indexIsBackfilling(name);
  if (index.global !== undefined && consistent) throw consistentOnGlobal();
  return index;
}

/** Reads one page and answers it as AWS does; what is stored is passed on without being parsed where nothing asks for it. */
export async function answerPage(context: DynamoDbContext, read: RangedRead): Promise<Preencoded> {
  const { view, index, request } = read;
  const { projection } = request;
  context.throughput.admitRead(view, index);
  const fetches = index !== undefined && fetchesFromTable(view, index, request);
  const counts = request.select === 'COUNT';
  const items = new JsonItems(projection === undefined || fetches ? undefined : (item) => project(item, projection));
  const { filter, limit } = request;
  const asked = { collection: (index ?? view).collection, range: read.range, filter, limit };
  const { page, fetched } = fetches
    ? await fetchedPage(context, view, asked, projection, items)
    : { page: await readPage(context, asked, counts ? nobody : items) };
  const units = readUnits(page.size, request.consistent);
  const [tableUnits, indexUnits]: [number, IndexUnits | undefined] =
    index === undefined ? [units, undefined] : [(fetched ?? 0) * (request.consistent ? 1 : 0.5), { index, units }];
  context.throughput.read(view, tableUnits, indexUnits);
  context.metrics.returnedItems(view.table, read.operation, page.count);
  const capacities = new ConsumedCapacities(read.wanted);
  capacities.add(read.tableName, view, tableUnits, indexUnits ? [indexUnits] : []);
  const last = page.last && startKeyOf(view, index, page.last);
  return answer({ ...page, last }, counts ? undefined : items, capacities.one());
}

function answer(
  { count, scanned, last }: Pick<Page, 'count' | 'scanned' | 'last'>,
  items: JsonItems | undefined,
  capacity: unknown,
): Preencoded {
  const tail =
    `${items ? '],' : ''}"Count":${count},"ScannedCount":${scanned}` +
    `${last === undefined ? '' : `,"LastEvaluatedKey":${JSON.stringify(last)}`}` +
    `${capacity === undefined ? '' : `,"ConsumedCapacity":${JSON.stringify(capacity)}`}}`;
  const end = Buffer.from(tail);
  return items ? new Preencoded([ITEMS, items.json, end]) : new Preencoded([OPEN, end]);
}

const [ITEMS, OPEN] = [Buffer.from('{"Items":['), Buffer.from('{')];

/** The key from which reading goes on: of the table, and of the index. */
function startKeyOf(view: TableView, index: IndexView | undefined, item: Item): Item {
  const key: ItemDraft = {};
  for (const { name } of [
    ...(index ? [...index.hash, ...index.range] : []),
    view.hash,
    ...(view.range ? [view.range] : []),
  ]) {
    const value = attribute(item, name);
    if (value !== undefined) setAttribute(key, name, value);
  }
  return key;
}

/** Whether a request wants of a local index's items what only the table has. */
function fetchesFromTable(view: TableView, index: IndexView, { select, projection }: RangeRequest): boolean {
  if (index.global !== undefined || index.projected === undefined) return false;
  if (select === 'ALL_ATTRIBUTES') return true;
  const { projected } = index;
  return select === 'SPECIFIC_ATTRIBUTES' && (projection ?? []).some(([name]) => !projected.has(String(name)));
}

/** A page of a local index's entries, with their items. @returns also read units, consistent: each item is rounded up by itself */
async function fetchedPage(
  context: DynamoDbContext,
  view: TableView,
  { filter, ...asked }: PageRequest,
  projection: Projection | undefined,
  into: JsonItems,
): Promise<{ readonly page: Page; readonly fetched: number }> {
  const entries = new Entries();
  const page = await readPage(context, { ...asked, filter: undefined }, entries);
  let [count, units] = [0, 0];
  const isWanted = (entry: Item): boolean => filter === undefined || matches(filter, entry);
  const scanned = await fetchItems(context, view, entries.list, isWanted, (stored) => {
    count += 1;
    units += readUnits(stored.size, true);
    into.add(projection === undefined ? stored.json : Buffer.from(JSON.stringify(project(stored.item, projection))));
  });
  return { page: { ...cutPage(page, entries.list, scanned), count }, fetched: units };
}

const nobody: PageTaker = { restart: () => undefined, take: () => undefined };
