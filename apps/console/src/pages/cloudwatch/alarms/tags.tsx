import {
  CloudWatchClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { useClient } from '../../../session/use-session.js';
import { useAws } from '../../../shared/use-aws.js';
import { TagsEditor } from '../tags-editor.js';

/** An alarm's tags. */
export function AlarmTags({ arn }: { readonly arn: string }) {
  const cloudwatch = useClient(CloudWatchClient);
  const key = ['cloudwatch', 'tags', arn] as const;
  const tags = useAws(key, async ({ signal }) => {
    const { Tags = [] } = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn }), {
      abortSignal: signal,
    });
    return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  });
  return (
    <TagsEditor
      tags={tags.data}
      error={tags.error}
      changes={key}
      onSave={async (changed, removed) => {
        if (Object.keys(changed).length > 0)
          await cloudwatch.send(
            new TagResourceCommand({
              ResourceARN: arn,
              Tags: Object.entries(changed).map(([Key, Value]) => ({ Key, Value })),
            }),
          );
        if (removed.length > 0)
          await cloudwatch.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: [...removed] }));
      }}
    />
  );
}
