import type { Registry, RegistryEvent } from '@paddock/store';
import type { Random } from './random.js';

/**
 * The registry as if it were a way off, and other processes used it, too: for tests. Whatever is asked arrives after a while and is answered
 * after another, so that anything may come between two reads; the feed's changes come late, though this process's own before its commit resolves.
 * Nobody waits for a timer: a while is some turns of the microtask queue.
 */
export function distantRegistry(registry: Registry, random: Random): Registry {
  let feed: Promise<void> = Promise.resolve();
  const aWhile = async (): Promise<void> => {
    for (let turns = Math.floor(random.number() * 20); turns > 0; turns--) await Promise.resolve();
  };
  const aLongWhile = async (): Promise<void> => {
    for (let whiles = 0; whiles < 3; whiles++) await aWhile();
  };
  const afar = async <T>(ask: () => Promise<T>): Promise<T> => {
    await aWhile();
    const answer = await ask();
    await aWhile();
    return answer;
  };
  return {
    get: (key) => afar(() => registry.get(key)),
    list: (prefix, options) => afar(() => registry.list(prefix, options)),
    commit: (changes) =>
      afar(async () => {
        const version = await registry.commit(changes);
        await feed;
        return version;
      }),
    watch(prefix, listener) {
      let isOver = false;
      let told: RegistryEvent[] = [];
      const stop = registry.watch(prefix, (event) => {
        told.push(event);
        if (told.length > 1) return;
        // A commit tells all its changes before anything else happens.
        feed = feed.then(aLongWhile).then(() => {
          const events = told;
          told = [];
          for (const each of events) if (!isOver) listener(each);
        });
      });
      return () => {
        isOver = true;
        stop();
      };
    },
    close: () => registry.close(),
  };
}
