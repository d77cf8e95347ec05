/** A document of the registry, and the version to name when it is changed; 0 for one that is not there. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}
