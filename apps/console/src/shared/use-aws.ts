import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, type ReactNode } from 'react';
import { useNotify } from '../app/notifications.js';
import { useSession } from '../session/use-session.js';

/** What is loaded, by whom: the first word is the service, so that a change can have all of it loaded again. */
export type Key = readonly [service: string, ...rest: readonly unknown[]];

export interface LoadOptions<T> {
  /** ms until it is loaded again, or how to tell from what was loaded; not at all when absent or false. */
  readonly every?: number | false | ((data: T | undefined) => number | false);
  readonly enabled?: boolean;
  /** Shows what there was for the former key until that of the new one is there. */
  readonly keep?: boolean;
}

/**
 * Loads something from the APIs: `useAws(['kinesis', 'streams'], ({ signal }) => kinesis.send(new ListStreamsCommand({}), { abortSignal: signal }))`.
 * One who asks for the same key at the same time shares the call. Show `error` with <Problem>.
 */
export function useAws<T>(
  key: Key,
  load: (context: { readonly signal: AbortSignal }) => Promise<T>,
  { every = false, enabled = true, keep = false }: LoadOptions<T> = {},
): UseQueryResult<T> {
  const session = useSession();
  return useQuery<T>({
    queryKey: [session.id, ...key],
    queryFn: ({ signal }) => load({ signal }),
    enabled,
    refetchInterval: typeof every === 'function' ? ({ state }) => every(state.data) : every,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

export interface Action<I, O> {
  /** Resolves when it is done, or has failed: `error` says why. Undefined when it failed. */
  run(input: I): Promise<O | undefined>;
  readonly isRunning: boolean;
  readonly error: Error | undefined;
  reset(): void;
}

export interface ActionOptions<I, O> {
  /** What is loaded again when it is done: all keys that begin so. */
  readonly changes?: readonly Key[];
  /** Told above the page when it is done. */
  readonly done?: (output: O, input: I) => ReactNode;
  /** Tells a failure above the page, too: for actions without a place of their own for it. */
  readonly tellsFailure?: boolean;
}

/** Something that changes something. Show `error` with <Problem> where the person looks: in the form, the dialog. */
export function useAction<I = void, O = unknown>(
  act: (input: I) => Promise<O>,
  { changes = [], done, tellsFailure = false }: ActionOptions<I, O> = {},
): Action<I, O> {
  const session = useSession();
  const queries = useQueryClient();
  const notify = useNotify();
  const mutation = useMutation<O, Error, I>({
    mutationFn: act,
    onSuccess: async (output, input) => {
      if (done) notify({ type: 'success', content: done(output, input) });
      await Promise.all(changes.map((key) => queries.invalidateQueries({ queryKey: [session.id, ...key] })));
    },
    onError: (error) => {
      if (tellsFailure) notify({ type: 'error', error });
    },
  });
  const { mutateAsync, isPending, error, reset } = mutation;
  const run = useCallback(
    async (input: I): Promise<O | undefined> => {
      const from = pageNow();
      const output = await mutateAsync(input).catch(() => undefined);
      // Who has gone elsewhere meanwhile is not fetched back by what the page would do next.
      return from === pageNow() ? output : new Promise<never>(() => undefined);
    },
    [mutateAsync],
  );
  return { run, isRunning: isPending, error: error ?? undefined, reset };
}

/** Without what stands behind a question mark: that changes on one and the same page. */
const pageNow = (): string => location.hash.split('?')[0] ?? '';

/** Everything of a paginator, up to so many pages. @param pick the part of a page that is collected */
export async function collect<P, T>(
  pages: AsyncIterable<P>,
  pick: (page: P) => readonly T[] | undefined,
  most = 1000,
): Promise<T[]> {
  const found: T[] = [];
  let count = 0;
  for await (const page of pages) {
    found.push(...(pick(page) ?? []));
    if (++count >= most) break;
  }
  return found;
}
