import { useSyncExternalStore } from 'react';

/** The moment that is pointed at in one of a page's graphs: all of them show their values there. */
export interface Pointed {
  /** ms since the epoch. */
  readonly time: number;
  /** Of the graph in which it is pointed. */
  readonly graph: string;
}

let pointed: Pointed | undefined;
const listeners = new Set<() => void>();

export function pointAt(next: Pointed | undefined): void {
  if (next?.time === pointed?.time && next?.graph === pointed?.graph) return;
  pointed = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePointed = (): Pointed | undefined => useSyncExternalStore(subscribe, () => pointed);
