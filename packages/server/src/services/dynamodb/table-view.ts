import type { Fence } from '@paddock/store';
import type { GlobalIndex, KeyAttribute, LocalIndex, Projection, Table } from './domain/table.js';
import { expiryCollection, type ExpiryView } from './expiry.js';

/** A table's document with what is derived from it, made once for each version. */
export class TableView {
  readonly table: Table;
  /** The document's, for conditional changes. */
  readonly version: number;
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
  /** The collection of its items. */
  readonly collection: string;
  /** What writers of items give, so that none of them writes by an old definition. */
  readonly fence: Fence;
  /** Every index that items are written to, by name. */
  readonly indexes: readonly IndexView[];
  /** The names of all attributes that are keys, of the table or an index. */
  readonly keyNames: ReadonlySet<string>;
  /** Where changes go. */
  readonly feeds: readonly FeedView[];
  /** When its items expire, if they do. */
  readonly expiry: ExpiryView | undefined;

  constructor(table: Table, version: number) {
    this.table = table;
    this.version = version;
    const typed = (name: string): KeyAttribute => {
      const found = table.attributes.find((attribute) => attribute.name === name);
      if (found === undefined) throw new Error(`the table ${table.name} does not define its key ${name}`);
      return found;
    };
    this.hash = typed(table.hash);
    this.range = table.range === undefined ? undefined : typed(table.range);
    this.collection = `T${table.place}`;
    this.fence = { name: this.collection, revision: table.revision };
    const locals = table.locals.map(
      (index) => new IndexView(this, { local: index }, [this.hash], [typed(index.range)]),
    );
    const globals = table.globals
      .filter(({ status }) => status !== 'DELETING')
      .map((index) => new IndexView(this, { global: index }, index.hash.map(typed), index.range.map(typed)));
    this.indexes = [...globals, ...locals].sort((a, b) => (a.name < b.name ? -1 : 1));
    this.keyNames = new Set([this, ...this.indexes].flatMap((keyed) => keysOf(keyed).map(({ name }) => name)));
    this.feeds = [
      ...(table.stream?.enabled === true ? [{ feed: table.stream.feed, images: table.stream.viewType }] : []),
      ...(table.feeds ?? []),
    ].map(({ feed, images }) => ({
      feed,
      hasNew: images === 'NEW_IMAGE' || images === 'NEW_AND_OLD_IMAGES',
      hasOld: images === 'OLD_IMAGE' || images === 'NEW_AND_OLD_IMAGES',
    }));
    this.expiry = table.timeToLive && {
      attribute: table.timeToLive.attribute,
      collection: expiryCollection(table, table.timeToLive.place),
    };
  }

  get isOnDemand(): boolean {
    return this.table.billing.mode === 'PAY_PER_REQUEST';
  }

  index(name: string): IndexView | undefined {
    return this.indexes.find((index) => index.name === name);
  }
}

/** One of the feeds that a table's changes go to, and which images its records have beside the keys. */
export interface FeedView {
  readonly feed: string;
  readonly hasNew: boolean;
  readonly hasOld: boolean;
}

/** An index, local or global. */
export class IndexView {
  readonly name: string;
  readonly collection: string;
  readonly global: GlobalIndex | undefined;
  readonly projection: Projection;
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
  /** What its entries hold of an item: undefined for everything. */
  readonly projected: ReadonlySet<string> | undefined;

  constructor(
    view: TableView,
    of: { readonly global: GlobalIndex } | { readonly local: LocalIndex },
    hash: readonly KeyAttribute[],
    range: readonly KeyAttribute[],
  ) {
    const index = 'global' in of ? of.global : of.local;
    this.name = index.name;
    this.collection = `${view.collection}.${index.place}`;
    this.global = 'global' in of ? of.global : undefined;
    this.projection = index.projection;
    this.hash = hash;
    this.range = range;
    this.projected =
      index.projection.type === 'ALL'
        ? undefined
        : new Set([
            ...keysOf(view).map(({ name }) => name),
            ...keysOf(this).map(({ name }) => name),
            ...(index.projection.attributes ?? []),
          ]);
  }
}

const keysOf = ({ hash, range }: Pick<TableView | IndexView, 'hash' | 'range'>): readonly KeyAttribute[] => [
  ...('name' in hash ? [hash] : hash),
  ...(range === undefined ? [] : 'name' in range ? [range] : range),
];
