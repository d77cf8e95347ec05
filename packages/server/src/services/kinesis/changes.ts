import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import { findStream } from './addressing.js';
import type { KinesisContext } from './context.js';
import type { Stream } from './domain/stream.js';
import { streamNotActive, type Named } from './errors.js';

/** What a change makes of a stream, and what else belongs in the same commit. */
export interface StreamChange {
  readonly stream: Stream;
  readonly also?: readonly RegistryChange[];
}

/**
 * Changes a stream by what it is now. When another request changes it in between, `change` is asked again with what that one left.
 * A stream that becomes CREATING, UPDATING or DELETING gets the due task that ends the state, in the same commit.
 * @returns the stream before and after
 */
export async function changeStream(
  context: KinesisContext,
  named: Named,
  change: (stream: Stream) => StreamChange | Stream,
): Promise<{ readonly before: Stream; readonly after: Stream }> {
  for (;;) {
    const view = await findStream(context, named);
    const result = change(view.stream);
    const { stream, also = [] } = 'stream' in result ? result : { stream: result };
    if (stream === view.stream && also.length === 0) return { before: view.stream, after: stream };
    const begins = stream.status !== 'ACTIVE' && stream.status !== view.stream.status;
    try {
      await context.store.commit([
        context.store.putStream(stream, view.version),
        ...also,
        ...(begins ? [context.transitions.dueFor(stream)] : []),
      ]);
    } catch (error) {
      if (error instanceof RegistryConflictError) continue;
      throw error;
    }
    if (begins) await context.transitions.begun(stream);
    return { before: view.stream, after: stream };
  }
}

/** As `changeStream`, for what AWS does only to an ACTIVE stream. @throws ResourceInUseException when it is in another state */
export function changeActiveStream(
  context: KinesisContext,
  named: Named,
  change: (stream: Stream) => StreamChange | Stream,
): Promise<{ readonly before: Stream; readonly after: Stream }> {
  return changeStream(context, named, (stream) => {
    if (stream.status !== 'ACTIVE') throw streamNotActive(named, stream.status);
    return change(stream);
  });
}
