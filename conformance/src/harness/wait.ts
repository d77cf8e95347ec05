import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until there is an answer. @throws when there is none within `patience` ms */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  patience = 15_000,
): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`${what}: not within ${patience} ms`);
    await delay(5);
  }
}

/** @throws when the promise takes longer than `patience` ms */
export async function within<T>(what: string, promise: Promise<T>, patience = 15_000): Promise<T> {
  const stop = new AbortController();
  try {
    return await Promise.race([
      promise,
      delay(patience, undefined, { signal: stop.signal }).then(() => {
        throw new Error(`${what}: not within ${patience} ms`);
      }),
    ]);
  } finally {
    stop.abort();
  }
}
