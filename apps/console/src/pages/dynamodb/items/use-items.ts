import { DynamoDBClient, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import type { Item } from '../values/attribute.js';
import type { ItemRequest } from './expression.js';
import type { Key } from './schema.js';

/** What has been read so far. */
export interface Loaded {
  readonly items: readonly Item[];
  readonly scanned: number;
  /** Read capacity units. */
  readonly consumed: number;
  readonly calls: number;
  /** Where the next page begins; undefined at the end. */
  readonly next: Key | undefined;
  readonly isBegun: boolean;
}

const nothing: Loaded = { items: [], scanned: 0, consumed: 0, calls: 0, next: undefined, isBegun: false };

export interface ItemLoader {
  readonly loaded: Loaded;
  readonly isLoading: boolean;
  readonly error: unknown;
  /** Reads on until there are so many items, or no more, or it is stopped. Resolves with what there is then. */
  readonly loadTo: (count: number) => Promise<Loaded>;
  readonly stop: () => void;
  /** Forgets what was read and begins anew. */
  readonly restart: (request: ItemRequest, count: number) => Promise<Loaded>;
  /** Leaves items out that are gone. */
  readonly drop: (isGone: (item: Item) => boolean) => void;
}

/** Reads items page by page; what was read stays, so that there is a way back. */
export function useItems(): ItemLoader {
  const client = useClient(DynamoDBClient);
  const [loaded, setLoaded] = useState(nothing);
  const [isLoading, setIsLoading] = useState(false);
  const [error, setError] = useState<unknown>();
  const state = useRef({
    loaded: nothing,
    request: undefined as ItemRequest | undefined,
    abort: new AbortController(),
  });

  const set = (next: Loaded): void => {
    state.current.loaded = next;
    setLoaded(next);
  };

  const loadTo = useCallback(
    async (count: number): Promise<Loaded> => {
      const { request } = state.current;
      if (request === undefined) return nothing;
      state.current.abort.abort();
      const abort = new AbortController();
      state.current.abort = abort;
      setIsLoading(true);
      setError(undefined);
      try {
        for (;;) {
          const { items, scanned, consumed, calls, next, isBegun } = state.current.loaded;
          if (isBegun && (next === undefined || items.length >= count)) break;
          const page = await send(client, request, next, count - items.length, abort.signal);
          if (abort.signal.aborted) break;
          set({
            items: [...items, ...(page.Items ?? [])],
            scanned: scanned + (page.ScannedCount ?? 0),
            consumed: consumed + (page.ConsumedCapacity?.CapacityUnits ?? 0),
            calls: calls + 1,
            next: page.LastEvaluatedKey,
            isBegun: true,
          });
        }
      } catch (why) {
        if (!abort.signal.aborted) setError(why);
      } finally {
        if (state.current.abort === abort) setIsLoading(false);
      }
      return state.current.loaded;
    },
    [client],
  );
  const restart = useCallback(
    (request: ItemRequest, count: number) => {
      state.current.request = request;
      set(nothing);
      return loadTo(count);
    },
    [loadTo],
  );
  const stop = useCallback(() => {
    state.current.abort.abort();
    setIsLoading(false);
  }, []);
  const drop = useCallback((isGone: (item: Item) => boolean) => {
    const { loaded: before } = state.current;
    set({ ...before, items: before.items.filter((item) => !isGone(item)) });
  }, []);
  useEffect(() => () => state.current.abort.abort(), []);
  return { loaded, isLoading, error, loadTo, stop, restart, drop };
}

function send(
  client: DynamoDBClient,
  request: ItemRequest,
  next: Key | undefined,
  wanted: number,
  signal: AbortSignal,
) {
  const { operation, input } = request;
  // With a filter it is unknown how many must be looked at: as many as one call may.
  const limit = input.Limit ?? (input.FilterExpression === undefined && wanted <= 1000 ? wanted : undefined);
  const paged = {
    ...input,
    ...(next === undefined ? {} : { ExclusiveStartKey: next }),
    ...(limit === undefined ? {} : { Limit: limit }),
  };
  return operation === 'Query'
    ? client.send(new QueryCommand(paged), { abortSignal: signal })
    : client.send(new ScanCommand(paged), { abortSignal: signal });
}
