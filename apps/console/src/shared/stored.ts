import { useSyncExternalStore } from 'react';

/** A value that the browser keeps, the same for everyone in the page who reads it. */
export interface Stored<T> {
  get(): T;
  set(value: T): void;
  /** For React: renders again when the value changes. */
  use(): T;
}

/**
 * @param name of the key in the storage, below `paddock.console.`
 * @param read what is kept, or undefined for what is no such value: anyone can write into a storage
 */
export function stored<T>(
  name: string,
  initial: () => T,
  read: (value: unknown) => T | undefined,
  storage: () => Storage = () => localStorage,
): Stored<T> {
  const key = `paddock.console.${name}`;
  const listeners = new Set<() => void>();
  let value: T | undefined;

  const load = (): T => {
    try {
      return read(JSON.parse(storage().getItem(key) ?? 'null')) ?? initial();
    } catch {
      return initial();
    }
  };
  const get = (): T => (value ??= load());
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return {
    get,
    set(next) {
      value = next;
      try {
        storage().setItem(key, JSON.stringify(next));
      } catch {
        // Kept for as long as the page is open.
      }
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
