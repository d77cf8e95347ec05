import { changeStream } from './changes.js';
import { changeConsumer } from './consumers.js';
import type { KinesisContext } from './context.js';
import { limitExceeded, reservedTag, type Named } from './errors.js';
import type { NamedResource } from './resources.js';
import { checkTagCharacters, checkTags } from './tags.js';

type Tags = Readonly<Record<string, string>>;

/** @throws InvalidArgumentException for tags that break AWS's rules, or more than the resource may have */
export async function addTags(context: KinesisContext, resource: NamedResource, added: Tags): Promise<void> {
  const limit = context.quotas.tagsPerResource;
  if (resource.kind === 'stream') {
    await changeStream(context, resource.stream, (stream) => {
      checkTags(resource.stream, stream.tags, added, limit);
      checkNotReserved(added);
      return { ...stream, tags: { ...stream.tags, ...added } };
    });
    return;
  }
  const { consumer } = resource;
  await changeConsumer(context, consumer, (current) => {
    const tags = { ...current.tags, ...added };
    checkConsumerTags(consumer.stream, added);
    if (Object.keys(tags).length > limit) {
      throw limitExceeded(
        `Consumer ${consumer.name} under stream ${consumer.stream.name} cannot have more than ${limit} tags.`,
      );
    }
    return { ...current, tags };
  });
}

/** Keys that the resource does not have are ignored. */
export async function removeTags(
  context: KinesisContext,
  resource: NamedResource,
  keys: readonly string[],
): Promise<void> {
  if (resource.kind === 'stream') {
    await changeStream(context, resource.stream, (stream) => {
      checkTagCharacters(resource.stream, keys, 'remove tags from');
      return { ...stream, tags: without(stream.tags, keys) };
    });
    return;
  }
  await changeConsumer(context, resource.consumer, (current) => {
    checkTagCharacters(resource.consumer.stream, keys, 'remove tags from');
    return { ...current, tags: without(current.tags, keys) };
  });
}

/** What a new consumer's tags, or those added to one, must keep to beside their number. */
export function checkConsumerTags(stream: Named, added: Tags): void {
  checkTagCharacters(stream, [...Object.keys(added), ...Object.values(added)], 'add tags to');
  checkNotReserved(added);
}

/** Keys that begin with `aws:` are for AWS's own use. */
export function checkNotReserved(added: Tags): void {
  const reserved = Object.keys(added).find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw reservedTag(reserved);
}

const without = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));
