import type { IndexUnits } from './capacity.js';
import type { TableView } from './table-view.js';

/** What a request wants to know of the capacity that it took. */
export type WantedCapacity = 'INDEXES' | 'TOTAL' | 'NONE' | undefined;

export interface Capacity {
  readonly CapacityUnits: number;
  readonly ReadCapacityUnits?: number;
  readonly WriteCapacityUnits?: number;
}

export interface ConsumedCapacity extends Capacity {
  readonly TableName: string;
  readonly Table?: Capacity;
  readonly LocalSecondaryIndexes?: Readonly<Record<string, Capacity>>;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, Capacity>>;
}

/** Adds up what a request took of its tables, in the order in which it came to them. */
export class ConsumedCapacities {
  readonly #wanted: WantedCapacity;
  readonly #kind: 'ReadCapacityUnits' | 'WriteCapacityUnits' | undefined;
  readonly #tables = new Map<string, { table: number; indexes: Map<string, { units: number; local: boolean }> }>();

  /** @param kind what transactions tell beside the sum */
  constructor(wanted: WantedCapacity, kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits') {
    this.#wanted = wanted;
    this.#kind = kind;
  }

  /** @param name as the request names the table */
  add(name: string, _view: TableView, units: number, indexes: readonly IndexUnits[] = []): void {
    if (this.#wanted === undefined || this.#wanted === 'NONE') return;
    let sums = this.#tables.get(name);
    if (sums === undefined) this.#tables.set(name, (sums = { table: 0, indexes: new Map() }));
    sums.table += units;
    for (const { index, units: more } of indexes) {
      const before = sums.indexes.get(index.name)?.units ?? 0;
      sums.indexes.set(index.name, { units: before + more, local: index.global === undefined });
    }
  }

  /** One for each table; undefined when nobody asked. */
  list(): ConsumedCapacity[] | undefined {
    if (this.#wanted === undefined || this.#wanted === 'NONE') return undefined;
    return [...this.#tables].map(([name, { table, indexes }]) => {
      let total = table;
      for (const { units } of indexes.values()) total += units;
      const sum = { TableName: name, ...this.#capacity(total) };
      if (this.#wanted !== 'INDEXES') return sum;
      const arms = (local: boolean): Record<string, Capacity> | undefined => {
        const some = [...indexes].filter(([, arm]) => arm.local === local && arm.units > 0);
        return some.length === 0
          ? undefined
          : Object.fromEntries(some.map(([index, { units }]) => [index, this.#capacity(units)]));
      };
      const [locals, globals] = [arms(true), arms(false)];
      return {
        ...sum,
        Table: this.#capacity(table),
        ...(locals && { LocalSecondaryIndexes: locals }),
        ...(globals && { GlobalSecondaryIndexes: globals }),
      };
    });
  }

  /** For requests about one table. */
  one(): ConsumedCapacity | undefined {
    return this.list()?.[0];
  }

  #capacity(units: number): Capacity {
    return this.#kind === undefined ? { CapacityUnits: units } : { CapacityUnits: units, [this.#kind]: units };
  }
}
