import type { KeyAttribute } from '../table.js';

/** What planning needs to know of a table. */
export interface PartiqlTable {
  readonly name: string;
  readonly hashKey: KeyAttribute;
  readonly rangeKey?: KeyAttribute;
  readonly indexes: readonly PartiqlIndex[];
}

export interface PartiqlIndex {
  readonly name: string;
  readonly kind: 'gsi' | 'lsi';
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
  /** Attributes that its entries have, keys among them. */
  readonly projected: 'all' | ReadonlySet<string>;
}

/** The keys that a read goes by: of the table, or of an index. */
export interface KeySchema {
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
}
