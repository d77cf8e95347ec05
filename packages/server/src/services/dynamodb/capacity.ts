import type { IndexView } from './table-view.js';

/** Units that a write or read takes of an index. */
export interface IndexUnits {
  readonly index: IndexView;
  readonly units: number;
}

/** Write units of an item of so many bytes: one for each started KB, at least one. */
export const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** Read units of so many bytes, together: one for each started 4 KB, at least one; half when eventually consistent. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);
