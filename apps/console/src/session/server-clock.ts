import { useSyncExternalStore } from 'react';

/** The server's clock, which tests may freeze and turn: graphs and ranges go by it. */
export interface ServerClock {
  /** ms since the epoch. */
  now(): number;
  /** Whether `/_paddock/clock` is there, and its faults and snapshots with it. */
  readonly hasTestControls: boolean;
  readonly isFrozen: boolean;
  /** Asks the server again: after a change of the clock. */
  refresh(): Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Different whenever the clock has been turned. */
  readonly turns: () => number;
}

interface Reading {
  readonly now: number;
  readonly frozen: boolean;
}

/** @param read what the server's clock says; undefined where it cannot be turned */
export async function startServerClock(read: () => Promise<Reading | undefined>): Promise<ServerClock> {
  const listeners = new Set<() => void>();
  let reading: Reading | undefined;
  let readAt = 0;
  let turns = 0;
  const now = (): number =>
    reading === undefined ? Date.now() : reading.frozen ? reading.now : Date.now() - readAt + reading.now;
  const refresh = async (): Promise<void> => {
    const before = reading === undefined ? undefined : { now: now(), frozen: reading.frozen };
    const next = await read().catch(() => reading);
    reading = next;
    readAt = Date.now();
    if (before === undefined || next === undefined) return;
    // A second is the way there and back.
    if (next.frozen === before.frozen && Math.abs(next.now - before.now) < 1000) return;
    turns++;
    for (const listener of listeners) listener();
  };
  await refresh();
  return {
    now,
    refresh,
    get hasTestControls() {
      return reading !== undefined;
    },
    get isFrozen() {
      return reading?.frozen === true;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    turns: () => turns,
  };
}

/** Renders again when the clock was turned. */
export function useServerClock(clock: ServerClock): ServerClock {
  useSyncExternalStore(clock.subscribe, clock.turns);
  return clock;
}
