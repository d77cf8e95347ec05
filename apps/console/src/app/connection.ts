import { useSyncExternalStore } from 'react';
import { isExpired, problemOf } from '../shared/aws-problem.js';

/** What is the matter with all calls, not with one of them. */
export type Trouble = 'none' | 'unreachable' | 'expired';

let trouble: Trouble = 'none';
const listeners = new Set<() => void>();

function set(next: Trouble): void {
  if (next === trouble) return;
  trouble = next;
  for (const listener of listeners) listener();
}

export const connection = {
  /** Told of every failed call. A call that was taken back says nothing. */
  failed(error: unknown): void {
    if (isExpired(error)) set('expired');
    else if (trouble === 'none' && problemOf(error).isUnreachable) set('unreachable');
  },
  /** Told of every call that was answered. */
  answered(): void {
    if (trouble === 'unreachable') set('none');
  },
  /** Somebody signed in. */
  begin: (): void => set('none'),
  now: (): Trouble => trouble,
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useTrouble = (): Trouble => useSyncExternalStore(subscribe, connection.now);
