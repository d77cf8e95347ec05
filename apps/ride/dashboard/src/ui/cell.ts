import { useEffect, useRef, useState } from 'preact/hooks';

/** A value that can be watched. */
export interface Cell<T> {
  readonly value: T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function cell<T>(initial: T): Cell<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get value() {
      return value;
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Renders anew when the cell's value changes. */
export function useCell<T>(watched: Cell<T>): T {
  const [, render] = useState({});
  const rendered = useRef(watched.value);
  rendered.current = watched.value;
  useEffect(() => {
    const update = (): void => {
      if (!Object.is(rendered.current, watched.value)) render({});
    };
    // It may have changed between rendering and here.
    update();
    return watched.subscribe(update);
  }, [watched]);
  return rendered.current;
}
