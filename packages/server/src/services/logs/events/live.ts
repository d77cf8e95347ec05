import type { Tables } from '@paddock/store';
import type { Position } from '../domain/position.js';
import type { StoredEvent } from './block.js';
import { readForward, type Source } from './reader.js';
import type { Streams } from './streams.js';

/**
 * The events of a group's streams, or of one, from a position on and before a time, without those of streams that are gone.
 * @param accepts which streams are meant, by name
 */
export async function* liveEvents(
  { tables, streams }: { readonly tables: Tables; readonly streams: Streams },
  source: Source,
  from: Position,
  below: number,
  accepts: (stream: string) => boolean = () => true,
): AsyncGenerator<readonly StoredEvent[], void> {
  /** The ids of streams by their names; undefined for one that is gone. */
  const ids = new Map<string, string | undefined>();
  for await (const batch of readForward(tables, source, from, below)) {
    const wanted = batch.filter(({ stream }) => accepts(stream));
    const unknown = [...new Set(wanted.map(({ stream }) => stream).filter((stream) => !ids.has(stream)))];
    if (unknown.length > 0) {
      for (const name of unknown) ids.set(name, undefined);
      for (const { name, id } of await streams.named(source.group, unknown)) ids.set(name, id);
    }
    yield wanted.filter(({ stream, streamId }) => ids.get(stream) === streamId);
  }
}
