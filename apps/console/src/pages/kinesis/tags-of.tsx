import {
  KinesisClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-kinesis';
import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws, type Key } from '../../shared/use-aws.js';
import { FormDialog } from './form-dialog.js';
import { hasTagProblems, TagFields, tagRecord, type Tag } from './tag-fields.js';
import { streamTexts } from './texts.js';

/** The tags of a stream or a consumer. */
export function TagsOf({ name, arn }: { readonly name: string; readonly arn: string }) {
  const t = useTexts(streamTexts);
  const kinesis = useClient(KinesisClient);
  const key: Key = ['kinesis', 'tags', arn];
  const { data, error, isLoading, refetch } = useAws(key, async ({ signal }) => {
    const { Tags = [] } = await kinesis.send(new ListTagsForResourceCommand({ ResourceARN: arn }), {
      abortSignal: signal,
    });
    return Tags.map(({ Key = '', Value = '' }): Tag => ({ key: Key, value: Value }));
  });
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <ResourceTable
        title={t('create.tags')}
        things={t('tags.things')}
        items={data}
        columns={[
          { id: 'key', header: t('tags.key'), cell: (tag) => tag.key, by: (tag) => tag.key, isRowHeader: true },
          { id: 'value', header: t('tags.value'), cell: ({ value }) => value || '–', by: ({ value }) => value },
        ]}
        id={(tag) => tag.key}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        actions={
          <Button disabled={data === undefined} onClick={() => setEditing(true)}>
            {t('tags.manage')}
          </Button>
        }
      />
      {isEditing && (
        <EditTags name={name} arn={arn} before={data ?? []} changes={key} onClose={() => setEditing(false)} />
      )}
    </>
  );
}

interface EditTagsProps {
  readonly name: string;
  readonly arn: string;
  readonly before: readonly Tag[];
  readonly changes: Key;
  readonly onClose: () => void;
}

function EditTags({ name, arn, before, changes, onClose }: EditTagsProps) {
  const t = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const [tags, setTags] = useState(before);
  const [tried, setTried] = useState(false);
  const save = useAction(
    async () => {
      const gone = before.filter((old) => !tags.some((tag) => tag.key === old.key)).map((tag) => tag.key);
      const set = tags.filter((tag) => !before.some((old) => old.key === tag.key && old.value === tag.value));
      if (gone.length > 0) await kinesis.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: gone }));
      if (set.length > 0) await kinesis.send(new TagResourceCommand({ ResourceARN: arn, Tags: tagRecord(set) }));
      return true;
    },
    { changes: [changes], done: () => t('tags.saved', { name }) },
  );
  return (
    <FormDialog
      title={t('tags.edit', { name })}
      submit={shared('action.save')}
      size="large"
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => {
        setTried(true);
        if (!hasTagProblems(tags)) void save.run().then((done) => done && onClose());
      }}
    >
      <TagFields tags={tags} onChange={setTags} isTried={tried} />
    </FormDialog>
  );
}
