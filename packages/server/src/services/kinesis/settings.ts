import { changeActiveStream } from './changes.js';
import type { KinesisContext } from './context.js';
import type { Settings, Stream } from './domain/stream.js';
import type { Named } from './errors.js';

/**
 * Changes settings that a stream takes on when it is ACTIVE again. `choose` may throw AWS's errors; with nothing to set the stream stays as it is.
 * @returns the stream before the change
 */
export async function changeSettings(
  context: KinesisContext,
  named: Named,
  choose: (stream: Stream) => Partial<Settings> | undefined,
): Promise<Stream> {
  const { before } = await changeActiveStream(context, named, (stream) => {
    const set = choose(stream);
    return set === undefined ? stream : { ...stream, status: 'UPDATING', pending: { kind: 'settings', set } };
  });
  return before;
}
